import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Passage } from '../../../shared/domain/entities.ts';
import { commandNames, takeSteps, type Step } from '../history/random-steps.ts';
import { addArticle, addPassage, testCore } from '../testing.ts';

const number = fc.nat(1_000);
const step: fc.Arbitrary<Step> = fc.record({ command: fc.constantFrom(...commandNames), a: number, b: number, c: number });

// Protects: a reader that follows changes shows what one would that reads the whole list again.
test('what changed, put over the passages of before, is the list of now, whatever was done', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25, size: 'max' }), async (steps) => {
      const core = testCore();
      const { client, newId, store } = core;
      try {
        const article = await addArticle(core, 'The wall was finished late. Forty boats were damaged in the storm.');
        for (const words of ['wall', 'Forty boats']) await addPassage(core, article, words);
        const { documentId } = article;
        const read = async (): Promise<Map<string, Passage>> =>
          new Map((await client.passages.list({ documentId })).map((passage) => [passage.id, passage]));
        for (const one of steps) {
          const { seq } = store.journal.head();
          const known = await read();
          await takeSteps({ client, newId, store }, [one]);
          if (!(await client.documents.list({})).some(({ id }) => id === documentId)) return;
          const changed = await client.passages.changed({ documentId, since: seq });
          for (const passage of changed!.passages) known.set(passage.id, passage);
          for (const id of changed!.removed) known.delete(id);
          expect(
            [...known.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
            one.command,
          ).toEqual([...(await read()).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)));
        }
      } finally {
        core.close();
      }
    }),
    { numRuns: 40 },
  );
});

test('after much was changed at once the list is to be read anew', async () => {
  const core = testCore();
  const article = await addArticle(core, 'The wall was finished late.');
  const { seq } = core.store.journal.head();
  expect(await core.client.passages.changed({ documentId: article.documentId, since: seq })).toEqual({ passages: [], removed: [] });
  core.store.transact('Label much', (tx) => {
    for (let made = 0; made <= 500; made++)
      tx.insert('label', { id: core.newId(), name: `Label ${made}`, colour: 'red', definition: '', parent_id: null });
  });
  expect(await core.client.passages.changed({ documentId: article.documentId, since: seq })).toBeNull();
  core.close();
});
