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

/** The words of markup roughly, to be looked at where a program gives nothing else. */
const wordsOfMarkup = (html: string): string =>
  html
    .replaceAll(/<!--[^]*?-->|<(style|script|head)\b[^]*?<\/\1\s*>/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Whether a drag carries words from another program; while it lasts, only the kinds of what is carried can be seen. */
export const carriesWords = (transfer: DataTransfer | null): boolean =>
  transfer !== null && !transfer.types.includes('Files') && transfer.types.some((type) => type === 'text/html' || type === 'text/plain');

/** Whether words go into a field there, as words do everywhere. */
export const takesWords = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, [contenteditable]:not([contenteditable="false"])') !== null;
