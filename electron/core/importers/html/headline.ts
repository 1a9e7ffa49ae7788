import type { PageLine } from './lines.ts';

/** Letters and digits of a line, in words, whatever stands between them. */
export const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const leastOfHeading = 0.4;
/** UTF-16 units. Nobody's headline is longer, and a whole article may be one line. */
const longestHeadline = 4_000;

/** Is a line the article's title? In a heading another line may stand over or under that. */
export function isHeadline({ text, kind }: Pick<PageLine, 'text' | 'kind'>, title: string): boolean {
  if (text.length > longestHeadline) return false;
  const [words, wanted] = [plain(text), plain(title)];
  if (wanted === '' || words === wanted) return wanted !== '';
  const holds = wanted.includes(' ') && wanted.length >= words.length * leastOfHeading && ` ${words} `.includes(` ${wanted} `);
  return kind === 'heading' && holds;
}
