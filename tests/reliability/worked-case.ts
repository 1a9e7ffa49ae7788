import { claimStatus } from '../../shared/domain/entities.ts';
import { defaultScale } from '../../shared/domain/ratings.ts';
import { addArticle, addPassage, testCore } from '../../electron/core/testing.ts';

const places = ['Ostrel', 'Vadum', 'Harrow Quay', 'Lindisby', 'Mörkö'];
const things = ['lantern tax', 'ferry line', 'sea wall', 'school bus', 'grain store', 'tide table'];
const deeds = ['was doubled', 'was given up', 'cost four million', 'opened in March', 'has never worked', 'was voted down'];
const pick = <Item>(items: readonly Item[], n: number): Item => items[n % items.length]!;

/**
 * Makes a case in which somebody has worked for a while, closed cleanly: articles with their passages, claims, evidence,
 * verdicts, labels and notes, edits, deletions, undo and redo, a draft, and where reading stopped. About 500 operations.
 */
export async function makeWorkedCase(path: string): Promise<void> {
  const core = testCore();
  const { client, newId } = core;
  try {
    core.core.workbench.createAt(path, 'Worked case');
    const label = await client.labels.create({ id: newId(), name: 'Numbers', colour: 'blue', definition: 'Says how many.' });
    for (let a = 0; a < 12; a++) {
      const sentences = Array.from(
        { length: 60 },
        (_, s) => `In ${pick(places, a + s)} the ${pick(things, s * 5 + a)} ${pick(deeds, s * 7 + a)}, says note ${a * 100 + s}.`,
      );
      const text = sentences.map((sentence, s) => (s % 6 === 5 ? `${sentence}\n\n` : `${sentence} `)).join('');
      const article = await addArticle(core, text, { title: `Report ${a} from ${pick(places, a)}`, publisher: 'The Harbour Post' });
      for (let c = 0; c < 6; c++) {
        const passage = await addPassage(core, article, sentences[c * 9 + (a % 5)]!);
        const claim = await client.claims.create({
          id: newId(),
          fields: { text: `The ${pick(things, c + a)} ${pick(deeds, c * 3 + a)}.`, claimant: `Speaker ${(a + c) % 9}` },
          sighting: { id: newId(), passage: { passageId: passage.id } },
        });
        const evidence = await client.evidence.create({
          id: newId(),
          claimId: claim.id,
          stance: c % 2 ? 'supports' : 'refutes',
          source: { passage: { passageId: passage.id } },
        });
        const edited = await client.claims.update({
          claimId: claim.id,
          revision: claim.revision,
          fields: {
            status: pick(claimStatus.options, a + c),
            shortText: `Of the ${pick(things, c)}`,
            selectionReason: 'Repeated by many.',
          },
        });
        await client.notes.create({
          id: newId(),
          targetKind: 'claim',
          targetId: claim.id,
          markdown: `Ask **${pick(places, c)}** about it; see note ${a}.`,
        });
        if (c % 3 === 0) await client.labels.assign({ targetKind: 'claim', targetIds: [edited.id], add: [label.id] });
        if (c % 2 === 0)
          await client.verdicts.record({
            id: newId(),
            claimId: claim.id,
            ratingId: pick(defaultScale.ratings, a + c).id,
            confidence: 'moderate',
            rationale: `The minutes of ${pick(places, a)} say otherwise.`,
            asOf: '2025-11',
          });
        if (c === 4) await client.evidence.remove({ evidenceId: evidence.id });
        if (c === 5) {
          await client.history.undo({});
          await client.history.undo({});
          if (a % 2) await client.history.redo({});
        }
      }
      // One article is corrected: some of its passages go along, some wait.
      if (a === 5) {
        const revised = `Corrected on Friday.\n\n${article.text.replaceAll('\n', '\n\n').replaceAll('cost four million', 'cost no less than six million')}`;
        await client.documents.addVersion({ documentId: article.documentId, versionId: newId(), source: { text: revised } });
        const [first] = await client.versions.waiting({ documentId: article.documentId });
        await client.versions.keep({ items: [{ id: first!.id, revision: first!.revision }] });
      }
      const [some] = await client.passages.list({ documentId: article.documentId });
      if (some && a % 2) await client.passages.skip({ passageId: some.id, reason: 'Said by nobody in particular.' });
      await client.documents.addRead({ documentId: article.documentId, versionId: article.versionId, ranges: [{ start: 0, end: 40 + a }] });
      await client.documents.rememberPosition({ documentId: article.documentId, top: a * 40, caret: a });
    }
    await client.drafts.keep({ key: 'note:claim:draft', text: 'Half a thought about the sea wall, not yet said.' });
  } finally {
    core.close();
  }
}
