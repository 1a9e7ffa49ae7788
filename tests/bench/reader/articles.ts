import { v7 as uuid } from 'uuid';
import type { Block, TextRange } from '../../../shared/domain/entities.ts';
import { startCore } from '../core.ts';
import { articleText, generator } from '../text.ts';

interface Size {
  title: string;
  bytes: number;
  passages: number;
  /** The share of the other's time for opening that is good enough; null where it is not compared. */
  share: number | null;
  /** How often the other is measured: where it takes half a minute, once. */
  rivalRuns: number;
}

const sizes: readonly Size[] = [
  { title: '100 kB, 1,000 passages', bytes: 100_000, passages: 1_000, share: 1 / 2.5, rivalRuns: 3 },
  { title: '1 MB, 1,000 passages', bytes: 1_000_000, passages: 1_000, share: 1 / 10, rivalRuns: 3 },
  { title: '1 MB, 10,000 passages', bytes: 1_000_000, passages: 10_000, share: 1 / 35, rivalRuns: 1 },
  { title: '100 kB, 10,000 passages', bytes: 100_000, passages: 10_000, share: null, rivalRuns: 1 },
  { title: '10 MB, no passages', bytes: 10_000_000, passages: 0, share: null, rivalRuns: 1 },
];
export const [, , book, dense, huge] = sizes as [Size, Size, Size, Size, Size];

export interface Article extends Size {
  text: string;
  blocks: Block[];
  ranges: TextRange[];
}

/** A case with an article of each size, and what stands in them. */
export async function buildCase(folder: string, path: string): Promise<Article[]> {
  const { core, client } = startCore(folder);
  await client.cases.openPath({ path, create: true });
  const articles: Article[] = [];
  for (const [index, size] of sizes.entries()) {
    const documentId = uuid();
    await client.documents.paste({ documentId, text: articleText(index, size.bytes), citation: { title: size.title } });
    const { version } = await client.documents.get({ documentId });
    const ranges = passagesOver(version.text, size.passages);
    const passages = ranges.map((range) => ({
      id: uuid(),
      documentId,
      anchor: { versionId: version.id, ranges: [range], exact: version.text.slice(range.start, range.end) },
    }));
    if (passages.length > 0) await client.passages.createMany({ passages });
    articles.push({ ...size, text: version.text, blocks: version.blocks, ranges });
  }
  await client.cases.close({});
  core.close();
  return articles;
}

/** Passages spread over a text; every fifth begins inside the one before it. */
function passagesOver(text: string, count: number): TextRange[] {
  const pick = generator(count);
  const step = text.length / count;
  const ranges: TextRange[] = [];
  for (let index = 0; index < count; index++) {
    const before = ranges.at(-1);
    const length = Math.max(3, Math.min(80, Math.floor(step * 0.6)) - pick(3));
    const start = index % 5 === 4 && before ? before.start + 1 : Math.floor(index * step);
    // A passage neither begins nor ends with white space.
    let [from, to] = [start, Math.min(text.length, start + length)];
    while (from < to && /\s/.test(text[from]!)) from++;
    while (to > from && /\s/.test(text[to - 1]!)) to--;
    if (to > from) ranges.push({ start: from, end: to });
  }
  return ranges;
}
