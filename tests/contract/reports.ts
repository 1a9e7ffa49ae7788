import { expect, test } from 'vitest';
import type { Bench } from './contract.test.ts';
import { expectFailure } from './failures.ts';
import { makeClaim, pasteArticle } from './material.ts';

export function reportTests(bench: Bench): void {
  test('the case is searched', async () => {
    const { client } = bench;
    const document = await pasteArticle(client);
    const { hits, counts } = await client.search.query({ text: 'brandt' });
    expect(hits).toMatchObject([{ kind: 'document', documentId: document.id }]);
    expect(hits[0]!.snippet.some((part) => part.match && part.text === 'Brandt')).toBe(true);
    expect(counts.document).toBe(1);
  });

  test('a report is shown, and written in each format', async () => {
    const { client } = bench;
    const claim = await makeClaim(client);
    const preview = await client.reports.preview({});
    expect(preview).toMatchObject({ claims: 1 });
    expect(preview.gaps.map((gap) => [gap.kind, gap.claimId])).toContainEqual(['no-verdict', claim.id]);
    for (const format of ['html', 'md', 'csv'] as const) {
      const { file, gaps } = await client.reports.export({ format });
      expect(file).toBeInstanceOf(File);
      expect(file.name).toMatch(new RegExp(`\\.${format}$`));
      expect(await file.text()).toContain('Forty boats were damaged in Lowmere.');
      expect(gaps).toEqual(preview.gaps);
    }
    await expectFailure(client.reports.export({ format: 'pdf' }), 'PDF_UNAVAILABLE');
  });

  test('the case is verified', async () => {
    const { client } = bench;
    await pasteArticle(client);
    const result = await client.integrity.verify({});
    expect(result.checks.flatMap((check) => check.problems)).toEqual([]);
    expect(result).toMatchObject({ ok: true, ...(await client.history.state({}).then(({ seq, head }) => ({ seq, head }))) });
  });
}
