import type { Element } from 'hast';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReportFormat, ReportOptions } from '../../../shared/contract/reports.ts';
import { addArticle, testCore, type TestCore } from '../testing.ts';
import { textOf } from './prose.ts';

let core: TestCore;
beforeEach(() => {
  core = testCore();
});
afterEach(() => core.close());

const exported = async (format: ReportFormat, options: Partial<ReportOptions> = {}) => {
  const { file, gaps } = await core.client.reports.export({ format, ...options });
  return { name: file.name, type: file.type, text: Buffer.from(await file.arrayBuffer()).toString('utf8'), gaps };
};

const courier = '# The bridge\n\nThe mayor said the bridge cost 40 million.\n\nIt opened in May.\nNobody disputes that.';
const budget = 'Bridge works: 39.8 million, of which the county paid half.';

/** Two articles and two claims: one with everything a claim can have, one with nothing. */
async function smallCase() {
  const { client, newId } = core;
  const article = await addArticle(core, courier, {
    title: 'The bridge',
    publisher: 'Courier',
    published: '2025-03-05',
    byline: 'A. Reporter',
  });
  const source = await addArticle(core, budget, { title: 'Budget', publisher: 'Town', kind: 'report', accessed: '2025-03' });
  const label = await client.labels.create({ id: newId(), name: 'Money', colour: 'green', definition: '' });
  const whole = await client.claims.create({
    id: newId(),
    fields: {
      text: 'The bridge cost 40 million.',
      shortText: 'Bridge: 40 million',
      claimant: 'The mayor',
      type: 'numerical',
      claimDate: '2025-03-04',
      status: 'ready',
      selectionReason: 'Often repeated.',
    },
    sighting: {
      id: newId(),
      passage: {
        create: { id: newId(), documentId: article.documentId, anchor: article.anchor('The mayor said the bridge cost 40 million.') },
      },
      relation: 'reports',
      wording: 'indirect',
      venue: 'Town hall',
      attribution: 'mayor → Courier',
      statementDate: '2025-03-04',
    },
  });
  await client.labels.assign({ targetKind: 'claim', targetIds: [whole.id], add: [label.id] });
  const first = await client.evidence.create({
    id: newId(),
    claimId: whole.id,
    stance: 'supports',
    comment: 'Close **enough**.',
    credibility: 2,
    source: { passage: { create: { id: newId(), documentId: source.documentId, anchor: source.anchor('Bridge works: 39.8 million') } } },
  });
  await client.evidence.create({
    id: newId(),
    claimId: whole.id,
    stance: 'refutes',
    derivedFromId: first.id,
    source: {
      citation: {
        title: 'Leaflet',
        publisher: 'Residents',
        address: 'https://residents.example/leaflet',
        published: '2025',
        accessed: '2025-03-06',
        quote: 'Sixty million!',
      },
    },
  });
  const verdict = { claimId: whole.id, confidence: 'high' as const, asOf: '2025-03-07' };
  await client.verdicts.record({ ...verdict, id: newId(), ratingId: 'unproven', rationale: 'Too early to say.' });
  await client.verdicts.record({
    ...verdict,
    id: newId(),
    ratingId: 'mostly-supported',
    rationale: 'The budget says 39.8 million. Rounding explains the *rest*.',
    whatWouldChange: 'The final account.',
  });
  const bare = await client.claims.create({ id: newId(), fields: { text: 'The county paid nothing.' } });
  return { article, source, whole, bare };
}

describe('what a report says', () => {
  test('everything known about a claim, with numbered sources', async () => {
    const { whole } = await smallCase();
    const { text } = await exported('md', { claimIds: [whole.id], title: 'Bridge check' });
    for (const words of [
      '# Bridge check',
      '1 claim from 1 article, with 3 numbered sources.',
      'Checked by Tester',
      '| **MS** Mostly supported | 1. Bridge: 40 million | The mayor | High | 1 | 1 |',
      'Claim 1. The bridge cost 40 million.',
      'The budget says 39.8 million.',
      'The mayor, 4 March 2025. Numerical claim, checkable. Labels: Money.',
      '> The mayor said the bridge cost 40 million.',
      '_The bridge_, Courier, 5 March 2025, paragraph 2 \\[1]',
      'The article reports that someone says it (indirect speech); said 4 March 2025, Town hall. Relayed: mayor → Courier.',
      'Often repeated.',
      '> Bridge works: 39.8 million',
      'Close **enough**.',
      'Credibility 2: probably true.',
      '> Sixty million!',
      'Relays item 1: the same origin. Cited, not kept: these words were not checked.',
      'Rounding explains the _rest_.',
      'The final account.',
      'Verdict by Tester, recorded 1 January 2026.',
      'Too early to say.',
      'Superseded.',
      'All 2 items of evidence go back to one origin.',
      'A. Reporter: _The bridge_. Courier, 5 March 2025. Newspaper article.',
      '_Budget_. Town. Report. Accessed March 2025.',
      'SHA-256 of the original: `',
      'Cited only: no copy is kept in the case',
      '<https://residents.example/leaflet>',
      'No second reader',
      '2 quotations were compared, letter by letter, with the stored text of the source: all of them match.',
      'Good evidence stands on both sides.',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain(core.store.journal.head().hash);
    expect(text).not.toContain('The county paid nothing.');
  });

  test('what is missing, claim by claim, in the preview and in every format', async () => {
    const { whole, bare } = await smallCase();
    const preview = await core.client.reports.preview({});
    expect(preview).toMatchObject({ claims: 2, sources: 3 });
    expect(preview.gaps.map(({ kind, claimId }) => [kind, claimId])).toEqual([
      ['one-origin', whole.id],
      ['no-sighting', bare.id],
      ['no-verdict', bare.id],
      ['no-evidence', bare.id],
    ]);
    const tree = textOf(preview.tree as Element);
    for (const format of ['html', 'md', 'csv'] as const) {
      const { text, gaps } = await exported(format);
      expect(gaps).toEqual(preview.gaps);
      for (const { message } of gaps) {
        expect(text).toContain(message);
        expect(tree).toContain(message);
      }
    }
  });

  test('evidence on one side only, context only, a stated reason', async () => {
    const { source } = await smallCase();
    const { client, newId } = core;
    const make = async (stance: 'supports' | 'refutes' | 'context' | null) => {
      const { id } = await client.claims.create({ id: newId(), fields: { text: `Claim with ${stance}` } });
      const passage = { create: { id: newId(), documentId: source.documentId, anchor: source.anchor('county') } };
      if (stance) await client.evidence.create({ id: newId(), claimId: id, stance, source: { passage } });
      const noEvidenceReason = stance ? '' : 'Nobody answers';
      await client.verdicts.record({
        id: newId(),
        claimId: id,
        ratingId: null,
        confidence: 'low',
        rationale: 'x',
        asOf: '2025',
        noEvidenceReason,
      });
      return id;
    };
    const [pro, contra, context, none] = [await make('supports'), await make('refutes'), await make('context'), await make(null)];
    const { gaps } = await core.client.reports.preview({ claimIds: [pro, contra, context, none] });
    expect(gaps.filter((gap) => gap.kind !== 'no-sighting').map(({ claimId, message }) => [claimId, message])).toEqual([
      [pro, 'The evidence is a single item.'],
      [pro, 'All evidence speaks for it; none against it is recorded.'],
      [contra, 'The evidence is a single item.'],
      [contra, 'All evidence speaks against it; none in its favour is recorded.'],
      [context, 'Only context is recorded, no evidence for or against.'],
      [none, 'No evidence is recorded. Stated reason: Nobody answers'],
    ]);
  });

  test('a quotation that is not what the stored text says', async () => {
    const { whole } = await smallCase();
    expect((await core.client.reports.preview({})).gaps.map((gap) => gap.kind)).not.toContain('quote-mismatch');
    const { passage } = whole.sightings[0]!;
    core.store.transact('Damage a passage', (tx) => tx.update('passage', passage.id, { exact: 'The mayor said it was free.' }));
    const { text, gaps } = await exported('md');
    expect(gaps.map((gap) => gap.kind)).toContain('quote-mismatch');
    expect(text).toContain('Not what the stored text says at this place.');
    expect(text).toContain('1 match, and the others are marked where they stand');
  });

  test('grouped by article or by rating, claims in the order asked for; unknown ids are left out', async () => {
    const { whole, bare, article } = await smallCase();
    const headings = async (options: Partial<ReportOptions>) =>
      (await exported('md', options)).text
        .split('\n')
        .filter((line) => /^##{1,2} /.test(line))
        .slice(2, 6);
    expect(await headings({ claimIds: [bare.id, article.documentId, whole.id] })).toEqual([
      '## The bridge',
      '### Claim 1. The bridge cost 40 million.',
      '## Not found in any article',
      '### Claim 2. The county paid nothing.',
    ]);
    expect(await headings({ groupBy: 'rating' })).toEqual([
      '## **MS** Mostly supported',
      '### Claim 1. The bridge cost 40 million.',
      '## No verdict yet',
      '### Claim 2. The county paid nothing.',
    ]);
  });

  test('the annex holds every article referred to, with the passages marked', async () => {
    const { whole } = await smallCase();
    const { text } = await exported('html', { annex: true });
    expect(text).toContain('<mark>The mayor said the bridge cost 40 million.</mark><sup><a href="#claim-1">1</a></sup>');
    expect(text).toContain('<p dir="auto">Nobody disputes that.</p>');
    expect(text).toContain('<mark>Bridge works: 39.8 million</mark>');
    expect((await exported('html', { claimIds: [whole.id] })).text).not.toContain('Nobody disputes that.');
  });

  test('an empty case makes a report all the same', async () => {
    for (const format of ['html', 'md', 'csv'] as const) {
      const { text, gaps } = await exported(format);
      expect(gaps).toEqual([]);
      expect(text.length).toBeGreaterThan(100);
    }
    expect((await exported('md')).text).toContain('This report has no claims.');
  });
});

describe('files', () => {
  test('are named by title and date', async () => {
    const { name, type } = await exported('html', { title: '  ../Ünder “scores”: Łódź & 東京 / <b>!  ' });
    expect(name).toBe('under-scores-łodz-東京-b-2026-01-01.html');
    expect(type).toBe('text/html;charset=utf-8');
    expect((await exported('csv')).name).toBe('test-case-2026-01-01.csv');
    expect((await exported('md', { title: '///' })).name).toBe('report-2026-01-01.md');
  });

  test('CSV parses back to one row a claim', async () => {
    const { whole, bare } = await smallCase();
    const { text } = await exported('csv');
    expect(text.startsWith('\ufeff')).toBe(true);
    const { data, errors } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, newline: '\r\n', skipEmptyLines: true });
    expect(errors).toEqual([]);
    expect(data.map((row) => [row['Id'], row['Claim'], row['Rating'], row['For (count)'], row['Origins']])).toEqual([
      [whole.id, 'The bridge cost 40 million.', 'Mostly supported', '1', '1'],
      [bare.id, 'The county paid nothing.', '', '0', '0'],
    ]);
    expect(data[0]!['Evidence against']).toBe('2. “Sixty million!” [3] Leaflet, Residents, 2025 Relays item 1.');
  });

  test('PDF is what the host prints of the HTML; without a printer, that is said', async () => {
    await expect(core.client.reports.export({ format: 'pdf' })).rejects.toMatchObject({ code: 'PDF_UNAVAILABLE' });
    const printed: string[] = [];
    const other = testCore({
      printPdf: (html) => {
        printed.push(html);
        return Promise.resolve(new Uint8Array([37, 80, 68, 70]));
      },
    });
    const { file } = await other.client.reports.export({ format: 'pdf' });
    other.close();
    expect([file.name, file.type, await file.text()]).toEqual(['test-case-2026-01-01.pdf', 'application/pdf', '%PDF']);
    expect(printed[0]).toContain('<article class="assay-report"');
  });
});
