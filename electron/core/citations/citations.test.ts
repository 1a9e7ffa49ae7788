import { once } from 'node:events';
import { createServer } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CitationFormat, MatchedCitation } from '../../../shared/domain/citations.ts';
import type { CitationFields, DocumentSummary } from '../../../shared/domain/entities.ts';
import { addArticle, testCore, type TestCore } from '../testing.ts';
import { within } from './limit.ts';
import { testStyle } from './testing/styles.ts';

let core: TestCore;
beforeEach(() => {
  core = testCore();
});
afterEach(() => core.close());

const wall: Partial<CitationFields> = {
  title: 'Harbour wall gives way',
  publisher: 'The Lowmere Courier',
  published: '2024-05-06',
  address: 'https://www.courier.example/wall/?utm_source=mail',
};

async function article(citation: Partial<CitationFields>): Promise<DocumentSummary> {
  const { documentId } = await addArticle(core, `Text of ${JSON.stringify(citation)}.`, citation);
  return core.client.documents.get({ documentId });
}

const read = (text: string) => core.client.citations.read({ source: { text } });

/** What a person who takes every match as it is would send. */
const asTaken = (entry: MatchedCitation, { id, revision }: DocumentSummary) => ({
  documentId: id,
  revision,
  fields: entry.fields,
  origins: entry.origins,
});

test('entries find the articles that they are about: by DOI, address, title and date, or title', async () => {
  const first = await article(wall);
  const paper = await article({ title: 'On walls', address: 'https://doi.org/10.1234/Walls' });
  const twins = [await article({ title: 'Twins', published: '2024-01-02' }), await article({ title: 'Twins', published: '2023' })];
  const { entries } = await read(`
    @online{a, title={Another title}, url={http://courier.example/wall#top}}
    @article{b, title={Something else}, doi={10.1234/WALLS}}
    @article{c, title={{HARBOUR} wall -- gives way!}, date={2024-05}}
    @article{d, title={Harbour wall gives way}, date={2023}}
    @misc{e, title={Twins}}
    @misc{f, title={Twins}, year=2024}
    @misc{g, title={Nobody knows it}}`);
  expect(entries.map(({ by, documentIds }) => [by, documentIds])).toEqual([
    ['address', [first.id]],
    ['doi', [paper.id]],
    ['title-date', [first.id]],
    ['title', [first.id]],
    ['title', twins.map(({ id }) => id)],
    ['title-date', [twins[0]!.id]],
    [null, []],
  ]);
});

test('citations are taken with their origins, and one undo takes all of them back', async () => {
  const one = await article(wall);
  const two = await article({ title: 'On walls' });
  const before = await core.client.documents.list({});
  const { entries } = await read(
    '@article{a, title={Harbour wall gives way}, author={Brandt, Ada}, date={2024-05-06}}\n@book{b, title={On walls}, publisher={Dock Press}}',
  );
  const items = [asTaken(entries[0]!, one), asTaken(entries[1]!, two)];
  // The person wrote the publisher in the form: it comes from nowhere else.
  items[1]!.fields = { ...items[1]!.fields, publisher: 'Dock & Harbour Press' };
  items[1]!.origins = { title: 'BibTeX title', kind: 'BibTeX type @book' };
  expect(await core.client.citations.take({ items })).toMatchObject({ documents: 2 });
  const [first, second] = await core.client.documents.list({});
  expect(first).toMatchObject({ byline: 'Ada Brandt', kind: 'article-journal', publisher: 'The Lowmere Courier' });
  expect(first!.guesses).toMatchObject({
    byline: 'cited: BibTeX author',
    published: 'cited: BibTeX date',
    kind: 'cited: BibTeX type @article',
  });
  expect(second).toMatchObject({ kind: 'book', publisher: 'Dock & Harbour Press' });
  expect(second!.guesses.publisher).toBeUndefined();
  expect((await core.client.history.state({})).undo).toBe('Take citations for 2 articles');
  await core.client.history.undo({});
  const states = (documents: DocumentSummary[]) => documents.map(({ revision: _revision, updatedAt: _updatedAt, ...document }) => document);
  expect(states(await core.client.documents.list({}))).toEqual(states(before));
});

test('a citation is not written over an edit that came between; then none is', async () => {
  const one = await article(wall);
  const two = await article({ title: 'On walls' });
  const { entries } = await read('@misc{a, title={Harbour wall gives way}, author={A B}}\n@misc{b, title={On walls}, author={C D}}');
  await core.client.documents.update({ documentId: two.id, revision: two.revision, fields: { byline: 'Somebody' } });
  const items = [asTaken(entries[0]!, one), asTaken(entries[1]!, two)];
  await expect(core.client.citations.take({ items })).rejects.toMatchObject({ code: 'STALE_STATE' });
  expect((await core.client.documents.list({})).map(({ byline }) => byline)).toEqual(['', 'Somebody']);
  const twice = [asTaken(entries[0]!, one), asTaken(entries[0]!, one)];
  await expect(core.client.citations.take({ items: twice })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('citations of one article, of some, and of the case are exported; what a format cannot hold is told', async () => {
  const one = await article({
    ...wall,
    modified: '2024-05-07',
    byline: 'By Ada Brandt with AFP, Reuters',
    kind: 'article-newspaper',
    language: 'en-GB',
  });
  const two = await article({ title: 'A talk', kind: 'speech', published: '2024' });
  const write = async (documentIds: string[] | null, format: CitationFormat) => {
    const { file, ...rest } = await core.client.citations.export({ documentIds, format });
    return { ...rest, name: file.name, text: await file.text() };
  };
  const bibtex = await write([one.id], 'bibtex');
  expect(bibtex).toMatchObject({ citations: 1, name: expect.stringMatching(/^harbour-wall-gives-way-bibtex-[\d-]+\.bib$/) as string });
  expect(bibtex.text).toContain('journaltitle = {The Lowmere Courier}');
  expect(bibtex.text).toContain('langid = {british}');
  expect(bibtex.losses.map(({ message }) => message)).toEqual([
    'Modified (2024-05-07) has no place.',
    'Byline (By Ada Brandt with AFP, Reuters) is written as names: Ada Brandt with AFP and Reuters.',
  ]);
  const { documentId } = await addArticle(core, 'By Ada Brandt\n\nThe wall gave way, and nobody was hurt.');
  expect((await write([documentId], 'ris')).losses.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^That nobody confirmed these fields yet has no place: Byline, Title/u) as string,
  ]);
  await core.client.documents.remove({ documentId });
  const ris = await write([two.id, one.id], 'ris');
  expect(ris.text.match(/^TI {2}- .*$/gmu)).toEqual(['TI  - A talk', 'TI  - Harbour wall gives way']);
  expect(ris.losses.map(({ message }) => message).join(' ')).toContain('Kind (speech) has no type of its own');
  const csl = await write(null, 'csl-json');
  expect((JSON.parse(csl.text) as { title: string }[]).map(({ title }) => title)).toEqual(['Harbour wall gives way', 'A talk']);
  expect(csl.name).toMatch(/^test-case-csl-json-/);
  await expect(write([core.newId()], 'ris')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

const style = (text: string, name = 'house.csl') => new File([text], name);

test('a style is loaded into the case, chosen, and taken out again', async () => {
  const added = await core.client.citations.addStyle({ file: style(testStyle()) });
  expect(added).toMatchObject({ title: 'House style', shipped: false });
  expect(await core.client.citations.addStyle({ file: style(testStyle(), 'again.csl') })).toEqual(added);
  await core.client.citations.chooseStyle({ styleId: added.id });
  const { styles, chosen } = await core.client.citations.styles({});
  expect(chosen).toBe(added.id);
  expect(styles.map(({ title }) => title)).toEqual([
    'APA, 7th edition',
    'Harvard (Cite Them Right, 12th edition)',
    'Vancouver (NLM, Citing Medicine)',
    'House style',
  ]);
  await core.client.citations.removeStyle({ styleId: added.id });
  expect(await core.client.citations.styles({})).toMatchObject({ chosen: null, styles: { length: 3 } });
  await expect(core.client.citations.removeStyle({ styleId: 'apa' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  await expect(core.client.citations.chooseStyle({ styleId: added.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await core.client.integrity.verify({})).ok).toBe(true);
});

const circle = '<macro name="a"><text macro="b"/></macro><macro name="b"><choose><if type="book"><text macro="a"/></if></choose></macro>';
/** Each macro calls the next one twice: a thousand million calls in all. */
const avalanche = Array.from(
  { length: 30 },
  (_, place) => `<macro name="m${place}"><group><text macro="m${place + 1}"/><text macro="m${place + 1}"/></group></macro>`,
).join('');
test.each([
  ['no-xml', '{"style": 1}'],
  ['no-xml', testStyle().slice(0, 300)],
  ['no-style', '<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0"/>'],
  ['no-style', '<style xmlns="http://example.org/other" version="1.0"/>'],
  ['no-style', testStyle().replace('version="1.0">', 'version="2.0">')],
  ['unsafe', testStyle().replace('?>', '?><!DOCTYPE style SYSTEM "http://127.0.0.1:9/style.dtd">')],
  ['unsafe', testStyle().replace('?>', '?><!DOCTYPE s [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;">]>')],
  ['unsafe', testStyle({ macros: '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>' })],
  ['no-bibliography', testStyle({ bibliography: '' })],
  ['dependent', testStyle({ bibliography: '', info: '<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/>' })],
  ['circular', testStyle({ macros: circle })],
  ['circular', testStyle({ macros: avalanche, bibliography: '<bibliography><layout><text macro="m0"/></layout></bibliography>' })],
  ['failed', testStyle({ bibliography: '<bibliography><layout><text macro="nowhere"/></layout></bibliography>' })],
  ['failed', testStyle({ bibliography: '<bibliography><layout><text variable="abstract"/></layout></bibliography>' })],
  ['too-large', testStyle({ info: `<summary>${'a'.repeat(1024 * 1024)}</summary>` })],
])('a file that is no style that can be used is refused: %s', async (why, text) => {
  await expect(core.client.citations.addStyle({ file: style(text) })).rejects.toMatchObject({ code: 'STYLE_UNUSABLE', data: { why } });
  expect((await core.client.citations.styles({})).styles).toHaveLength(3);
});

test('what takes too long is ended and told as that', async () => {
  const never = (signal: AbortSignal): Promise<never> =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  await expect(within(never, () => new Error('too slow'), undefined, 1)).rejects.toThrow('too slow');
  const stopped = AbortSignal.abort(new Error('stopped'));
  await expect(
    within(
      (signal) => Promise.reject(signal.reason as Error),
      () => new Error('too slow'),
      stopped,
    ),
  ).rejects.toThrow('stopped');
});

test('neither reading citations nor setting sources opens a connection', async () => {
  const connect = vi.spyOn(Socket.prototype, 'connect');
  const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    // The canary: what looks at an address is noticed.
    await fetch(origin);
    expect(connect).toHaveBeenCalledTimes(1);
    await article(wall);
    for (const text of [
      `@online{a, title={A}, url={${origin}}, doi={10.1234/abc}, crossref={${origin}}}`,
      `TY  - ELEC\nTI  - ${origin}\nUR  - ${origin}\nL1  - ${origin}/a.pdf\nER  - `,
      JSON.stringify([{ title: 'A', URL: origin, DOI: '10.1234/abc', custom: { href: origin } }]),
    ])
      await read(text);
    await expect(read(origin)).rejects.toMatchObject({ code: 'CITATIONS_UNREADABLE' });
    await expect(read('10.1234/abc')).rejects.toMatchObject({ code: 'CITATIONS_UNREADABLE' });
    const { id } = await core.client.citations.addStyle({
      file: style(testStyle({ info: `<link href="${origin}" rel="template"/>` })),
    });
    await core.client.citations.chooseStyle({ styleId: id });
    await core.client.reports.preview({});
    expect(connect).toHaveBeenCalledTimes(1);
  } finally {
    server.close();
    vi.restoreAllMocks();
  }
});
