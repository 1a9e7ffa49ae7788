import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/documents.ts';
import { testCore, type TestCore } from '../testing.ts';

let core: TestCore;
beforeEach(() => void (core = testCore()));
afterEach(() => core.close());

const text = (words: string): Uint8Array => new TextEncoder().encode(`${words}\n\nWhat the ${words} says, and nothing else.\n`);
const zip = (files: Record<string, Uint8Array>): Uint8Array<ArrayBuffer> => new Uint8Array(zipSync(files));
const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]);

async function importFiles(files: [string, Uint8Array<ArrayBuffer>][], options: { keepTextless?: boolean; only?: string[] } = {}) {
  const told: [string, string][] = [];
  const given = files.map(([name, bytes]) => ({ name, file: new File([bytes], name) }));
  let last = { done: 0, total: 0 };
  for await (const { outcome, ...step } of await core.client.documents.import({ importId: core.newId(), files: given, ...options })) {
    told.push([outcome.name, wordFor(outcome)]);
    last = step;
  }
  expect([last.done, last.total]).toEqual([told.length, told.length]);
  return told;
}
const wordFor = (outcome: ImportOutcome): string => (outcome.outcome === 'failed' ? outcome.reason : outcome.outcome);

test('an archive is walked like a folder, and an archive in it too, but no deeper', async () => {
  const deepest = zip({ 'far.txt': text('far') });
  const inner = zip({ 'near.txt': text('near'), 'deepest.zip': deepest });
  const archive = zip({
    'one.txt': text('one'),
    'may/two.txt': text('two'),
    'inner.zip': inner,
    '__MACOSX/one.txt': text('x'),
    '.hidden': text('y'),
  });
  expect(
    await importFiles([
      ['a.zip', archive],
      ['last.txt', new Uint8Array(text('last'))],
    ]),
  ).toEqual([
    ['a.zip/one.txt', 'imported'],
    ['a.zip/may/two.txt', 'imported'],
    ['a.zip/inner.zip/near.txt', 'imported'],
    ['a.zip/inner.zip/deepest.zip', 'unsupported'],
    ['last.txt', 'imported'],
  ]);
  expect(await core.client.history.undo({})).toMatchObject({ label: 'Import 4 articles' });
});

test('the same archive twice brings its files once', async () => {
  const archive = zip({ 'one.txt': text('one') });
  expect(
    await importFiles([
      ['a.zip', archive],
      ['b.zip', archive],
    ]),
  ).toEqual([
    ['a.zip/one.txt', 'imported'],
    ['b.zip/one.txt', 'duplicate'],
  ]);
});

test('an archive that leads outside, is damaged or holds nothing is one failed file with its reason', async () => {
  const whole = zip({ 'one.txt': text('one') });
  expect(
    await importFiles([
      ['out.zip', zip({ '../out.txt': text('out') })],
      ['cut.zip', whole.slice(0, 40)],
      ['none.zip', zip({})],
      ['bomb.zip', zip({ 'zeros.txt': new Uint8Array(60_000_000) })],
    ]),
  ).toEqual([
    ['out.zip', 'unsafe'],
    ['cut.zip', 'damaged'],
    ['none.zip', 'empty'],
    ['bomb.zip', 'unsafe'],
  ]);
});

test('one file of an archive can be kept without its text, the others being passed over', async () => {
  const archive = zip({ 'one.png': picture, 'two.png': Uint8Array.from([...picture, 2]), 'words.txt': text('words') });
  expect(await importFiles([['a.zip', archive]], { keepTextless: true, only: ['a.zip/two.png'] })).toEqual([['a.zip/two.png', 'kept']]);
});
