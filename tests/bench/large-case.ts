import { existsSync } from 'node:fs';
import { v7 as uuid } from 'uuid';
import { claimStatus, claimType, priority } from '../../shared/domain/entities.ts';
import { defaultScale } from '../../shared/domain/ratings.ts';
import { startCore } from './core.ts';
import { articleText, generator, sentence } from './text.ts';

export const largeArticles = 200;
export const largeClaims = 10_000;

/**
 * Makes a case the way its users would: articles, each with passages that became claims, most with evidence or a verdict,
 * some labelled. Only the syncing of the disk is left out while it is made.
 */
export async function buildLargeCase(folder: string, path: string): Promise<void> {
  if (existsSync(path)) return;
  const { core, client } = startCore(folder);
  await client.cases.openPath({ path, create: true });
  core.workbench.requireCase().store.db.pragma('synchronous = OFF');
  const pick = generator(7);
  const labels = await Promise.all(
    ['numbers', 'quote', 'follow up'].map((name) => client.labels.create({ id: uuid(), name, colour: 'blue', definition: '' })),
  );
  const files = Array.from({ length: largeArticles }, (_, index) => ({
    name: `${index}.txt`,
    file: new File([articleText(index, 5_000)], `${index}.txt`),
  }));
  for await (const step of await client.documents.import({ importId: uuid(), files }))
    if (step.outcome.outcome === 'failed') throw new Error(step.outcome.message);

  const labelled: string[] = [];
  const perArticle = largeClaims / largeArticles;
  for (const { id: documentId } of await client.documents.list({})) {
    const { version } = await client.documents.get({ documentId });
    const blocks = version.blocks.filter((block) => block.kind === 'paragraph');
    for (let index = 0; index < perArticle; index++) {
      const block = blocks[index % blocks.length]!;
      const start = block.start + pick(Math.max(1, block.end - block.start - 60));
      const exact = version.text.slice(start, Math.min(block.end, start + 60));
      const claimId = uuid();
      await client.claims.create({
        id: claimId,
        fields: {
          text: sentence(pick),
          claimant: `Speaker ${pick(300)}`,
          status: claimStatus.options[pick(claimStatus.options.length)]!,
          priority: priority.options[pick(priority.options.length)]!,
          type: claimType.options[pick(claimType.options.length)]!,
        },
        sighting: {
          id: uuid(),
          passage: {
            create: { id: uuid(), documentId, anchor: { versionId: version.id, ranges: [{ start, end: start + exact.length }], exact } },
          },
        },
      });
      if (index % 2 === 0)
        await client.evidence.create({
          id: uuid(),
          claimId,
          stance: pick(2) ? 'supports' : 'refutes',
          source: { citation: { ...noCitation, title: sentence(pick) } },
        });
      if (index % 4 !== 3) {
        const ratingId = defaultScale.ratings[pick(defaultScale.ratings.length)]!.id;
        const verdict = {
          ratingId,
          confidence: 'moderate',
          rationale: sentence(pick),
          asOf: '2025-11',
          noEvidenceReason: 'None was found.',
        } as const;
        await client.verdicts.record({ id: uuid(), claimId, ...verdict });
      }
      if (index % 3 === 0) labelled.push(claimId);
    }
  }
  await client.labels.assign({ targetKind: 'claim', targetIds: labelled, add: [labels[0]!.id] });
  core.close();
}

const noCitation = { publisher: '', address: '', published: null, accessed: null, quote: '' };
