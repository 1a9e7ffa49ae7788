/** Words from a clipboard or a drag. */
export interface PastedWords {
  text: string;
  /** The same with their markup, as the program says that they were copied from; empty where it says none. Never made a part of this page. */
  html: string;
}

/** UTF-16 units; what is longer, pictures in it mostly, comes without its markup. */
const longestMarkup = 8_000_000;

/** Null where nothing is carried that could be an article. */
export function wordsIn(transfer: DataTransfer | null): PastedWords | null {
  const html = transfer?.getData('text/html') ?? '';
  const plain = transfer?.getData('text/plain') ?? '';
  const text = plain === '' ? wordsOfMarkup(html) : plain.replaceAll('\r\n', '\n');
  if (text.trim() === '') return null;
  return { text, html: html.length <= longestMarkup ? html : '' };
}

/** Names that word processors write for what they could not type otherwise. */
const named: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function letterOf(reference: string, name: string): string {
  if (!name.startsWith('#')) return named[name.toLowerCase()] ?? reference;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : reference;
}

/** The words of markup roughly, with its lines, to be looked at where a program gives nothing else. */
export const wordsOfMarkup = (html: string): string =>
  html
    .replaceAll(/<!--[^]*?-->|<(style|script|head)\b[^]*?<\/\1\s*>/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<\/(?:p|div|h[1-6]|li|tr|blockquote|ul|ol|table|section|article)\s*>/gi, '\n\n')
    .replaceAll(/<br\b[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, letterOf)
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

/** Whether a drag carries words from another program; while it lasts, only the kinds of what is carried can be seen. */
export const carriesWords = (transfer: DataTransfer | null): boolean =>
  transfer !== null && !transfer.types.includes('Files') && transfer.types.some((type) => type === 'text/html' || type === 'text/plain');

/** Whether words go into a field there, as words do everywhere. */
export const takesWords = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, [contenteditable]:not([contenteditable="false"])') !== null;
