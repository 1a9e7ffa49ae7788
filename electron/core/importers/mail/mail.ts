import PostalMime, { type Address, type Email } from 'postal-mime';
import type { ImportFailure } from '../../../../shared/domain/errors.ts';
import type { RawBlock } from '../../../../shared/text/normalise.ts';
import { linkAddress } from '../html/address.ts';
import { dateOf } from '../html/metadata/dates.ts';
import { readWholePage } from '../html/wholePage.ts';
import type { Guesses, ImportResult, Reading } from '../parser.ts';
import type { SniffedFile } from '../sniff.ts';
import { readPlainText } from '../text/plainText.ts';

/** A mail as programs save it (.eml). Pictures and other files that came with it are named and not opened. */
export async function importMail({ bytes }: Pick<SniffedFile, 'bytes'>): Promise<ImportResult> {
  const mail = await parsed(bytes);
  if (typeof mail === 'string') return { ok: false, reason: mail };
  const { blocks, leftOut } = bodyOf(mail);
  if (blocks.length === 0) return { ok: false, reason: mail.attachments.length > 0 ? 'no-text' : 'empty' };
  return {
    ok: true,
    reading: {
      blocks,
      leftOut: [{ text: headOf(mail), reason: 'page-header', before: 0 }, ...leftOut, ...attachmentsOf(mail, blocks.length)],
      guesses: guessesOf(mail),
      encoding: 'as the mail says',
      extractor: 'mail/1',
    },
  };
}

async function parsed(bytes: Uint8Array): Promise<Email | ImportFailure> {
  try {
    return await PostalMime.parse(bytes, { maxNestingDepth: 50, maxHeadersSize: 2 * 1024 * 1024 });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    // Its limits are told by their words alone.
    return error instanceof Error && error.message.startsWith('Maximum ') ? 'unsafe' : 'damaged';
  }
}

/** The body as HTML where there is one, since it says what is a heading, a list, a quote or a link. */
function bodyOf({ html = '', text = '' }: Email): Required<Pick<Reading, 'blocks' | 'leftOut'>> {
  const leftOut: Required<Reading>['leftOut'] = [];
  const blocks: RawBlock[] = [];
  for (const { place, isLink: _, ...block } of html.trim() === '' ? [] : readWholePage(html).blocks) {
    if (place === 'hidden') leftOut.push({ text: block.text.replaceAll(/\s+/g, ' '), reason: 'hidden', before: blocks.length });
    else blocks.push(isLaidOut(block) ? { ...block, kind: 'paragraph' } : block);
  }
  return { blocks: blocks.length > 0 ? blocks : textBlocks(text), leftOut };
}

/** Mails are laid out in tables: what reads like prose is no cell of one. */
const isLaidOut = ({ kind, text }: RawBlock): boolean =>
  kind === 'table-cell' && (text.trim().length > 80 || /[.!?…:]["”’)]?\s*$/.test(text));

const quoteMarks = /^(?:[ \t]?>)+ ?/;

/** The body as plain text, of which lines with `>` in front are quoted. */
function textBlocks(text: string): RawBlock[] {
  const runs: { isQuote: boolean; lines: string[] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const isQuote = quoteMarks.test(line);
    const last = runs.at(-1);
    if (last && (last.isQuote === isQuote || line.trim() === '')) last.lines.push(line.replace(quoteMarks, ''));
    else runs.push({ isQuote, lines: [line.replace(quoteMarks, '')] });
  }
  return runs.flatMap(({ isQuote, lines }) =>
    readPlainText(lines.join('\n')).blocks.map((block): RawBlock => {
      // A greeting and a name stand on lines of their own, and are no headings.
      const { kind, text: words, links, level } = block;
      if (isQuote) return { kind: 'quote', text: words, links };
      return kind === 'heading' ? { kind: 'paragraph', text: words, links } : { kind, text: words, links, level };
    }),
  );
}

const people = (all: readonly Address[] | undefined): string =>
  (all ?? [])
    .flatMap((one) => one.group ?? [one])
    .map(({ name, address }) => (name && address ? `${name} <${address}>` : name || (address ?? '')))
    .filter((person) => person !== '')
    .join(', ');

const headerOf = ({ headers }: Email, name: string): string => headers.find(({ key }) => key === name)?.value.trim() ?? '';

/** Who wrote to whom, and when, as lines. */
function headOf(mail: Email): string {
  const lines: [string, string][] = [
    ['From', people(mail.from ? [mail.from] : [])],
    ['Sender', people(mail.sender ? [mail.sender] : [])],
    ['To', people(mail.to)],
    ['Cc', people(mail.cc)],
    ['Bcc', people(mail.bcc)],
    ['Reply to', people(mail.replyTo)],
    ['Date', headerOf(mail, 'date')],
    ['Subject', mail.subject ?? ''],
    ['Message id', mail.messageId ?? ''],
  ];
  return lines.flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`])).join('\n');
}

function attachmentsOf({ attachments }: Email, before: number): Required<Reading>['leftOut'] {
  return attachments.map(({ filename, mimeType, content }) => {
    const size = typeof content === 'string' ? content.length : content.byteLength;
    return { text: `${filename ?? 'without a name'} (${mimeType}, ${size.toLocaleString('en')} bytes)`, reason: 'attachment', before };
  });
}

function guessesOf(mail: Email): Guesses {
  const guesses: Guesses = {};
  const offer = (field: keyof Guesses, value: string | null | undefined, method: string): void => {
    const words = value?.replaceAll(/\s+/g, ' ').trim();
    if (words && !guesses[field]) guesses[field] = { value: words, method };
  };
  offer('kind', 'personal_communication', 'a mail');
  offer('title', mail.subject?.slice(0, 1_000), 'mail header Subject');
  offer('byline', (mail.from?.name || mail.from?.address)?.slice(0, 500), 'mail header From');
  offer('published', dateOf(headerOf(mail, 'date')) ?? mail.date?.slice(0, 10), 'mail header Date');
  offer('address', linkAddress(headerOf(mail, 'archived-at').replaceAll(/^<|>$/g, ''), undefined), 'mail header Archived-At');
  offer(
    'publisher',
    headerOf(mail, 'list-id')
      .replace(/\s*<[^>]*>\s*$/, '')
      .replaceAll(/^"|"$/g, '')
      .slice(0, 500),
    'mail header List-Id',
  );
  const id = mail.messageId?.replaceAll(/^<|>$/g, '');
  offer('address', id && id.length < 1_000 ? `mid:${encodeURI(id)}` : null, 'mail header Message-ID');
  offer('language', /^[a-z]{2,3}(?:-[A-Z]{2})?$/.exec(headerOf(mail, 'content-language'))?.[0], 'mail header Content-Language');
  return guesses;
}
