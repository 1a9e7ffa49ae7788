import { expect, test } from 'vitest';
import { headline, paragraphs } from '../../testing/webPages.ts';
import { extract } from '../../extract.ts';
import { dateInLine, orderIn } from './dates.ts';
import { firstInNumbers, monthNamed } from './months.ts';

interface Told {
  lang?: string;
  title?: string;
  /** Over the article. */
  heading?: string;
  head?: string;
  /** Between headline and text. */
  under?: string;
  after?: string;
}

/** What is told of when a page was published that says only this much of it. */
async function published({ lang = 'en', title = headline, heading = title, head = '', under = '', after = '' }: Told): Promise<string[]> {
  const text = paragraphs.map((words) => `<p>${words}</p>`).join('');
  const page = `<html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>${head}</head>
    <body><main><h1>${heading}</h1>${under}${text}${after}</main></body></html>`;
  const result = await extract({ name: 'page.html', bytes: new TextEncoder().encode(page) });
  const said = result.ok ? result.extraction.guesses.published : undefined;
  return said ? [said.value, said.method] : [];
}

test.each([
  ['de', 'Lowmere, 4. März 2025'],
  ['fr', 'Publié le 4 mars 2025 à 10h'],
  ['es', '4 de marzo de 2025'],
  ['it', '4 marzo 2025'],
  ['pt', '04 de março de 2025'],
  ['nl', '4 maart 2025'],
  ['pl', '4 marca 2025'],
  ['ru', '4 марта 2025 г.'],
  ['tr', '4 Mart 2025'],
  ['cs', '4. března 2025'],
  ['hu', '2025. március 4.'],
  ['el', '4 Μαρτίου 2025'],
  ['ja', '2025年3月4日'],
  ['ko', '2025년 3월 4일'],
  ['zh', '2025-3-4 18:20'],
  ['es', '04-mar-2025'],
  ['de', '04 | 03 | 2025'],
  ['de', '04/03/2025'],
  ['en-GB', '04/03/2025'],
  ['en-US', '3/4/2025'],
])('a day under the headline in %s: %s', async (lang, under) => {
  expect(await published({ lang, under: `<p>${under}</p>` })).toEqual(['2025-03-04', 'date near the headline']);
});

test('a day under the only main heading, where the title is told in other words', async () => {
  const told = { heading: 'Tea', under: '<p>March 4, 2025</p>', after: '<ul><li>One</li></ul><p>March 9, 2025</p>' };
  expect(await published(told)).toEqual(['2025-03-04', 'date near the headline']);
  expect((await published({ ...told, under: `${told.under}<h1>Cake</h1>` }))[1]).toBe('date line');
});

test('a name that is one month here and another there is read in the language of the page, or not at all', () => {
  expect([monthNamed('listopada', 'pl'), monthNamed('listopada', 'hr'), monthNamed('listopada', undefined)]).toEqual([11, 10, null]);
  expect([monthNamed('Sept', 'en'), monthNamed('fevrier', 'fr'), monthNamed('Mrz', 'de'), monthNamed('ma', 'fr')]).toEqual([9, 2, 3, null]);
});

test('numbers that may be read in two ways are read as the page writes them elsewhere, else by their year alone', async () => {
  expect(await published({ under: '<p>03/04/2025</p>' })).toEqual([
    '2025',
    'year of 03/04/2025, which may be read in two ways: date near the headline',
  ]);
  expect((await published({ under: '<p>03/04/2025</p>', after: '<p>Read on 25/03/2025</p>' }))[0]).toBe('2025-04-03');
  expect((await published({ under: '<p>03/04/2025</p>', after: '<p>Read on 03/25/2025</p>' }))[0]).toBe('2025-03-04');
  expect((await published({ under: '<p>03/04/2025</p>', after: '<p>Sheds sold, 3 April 2025</p>' }))[0]).toBe('2025-04-03');
  expect((await published({ under: '<p>03/04/2025</p>', after: '<p>Sheds, 3 April 2025</p><p>Trams, 4 March 2025</p>' }))[0]).toBe('2025');
  expect(orderIn(['25/03/2025', '03/25/2025'])).toBeNull();
  expect([firstInNumbers('en'), firstInNumbers('en-GB'), firstInNumbers('en-US'), firstInNumbers('no tag')]).toEqual([
    null,
    'day',
    'month',
    null,
  ]);
  expect(dateInLine('04.03.2025.')?.value).toBe('2025-03-04');
});

test('the day that a page shows goes before the one in Greenwich, and before none else', async () => {
  const told = (written: string): string => `<meta property="article:published_time" content="${written}">`;
  const under = '<p>March 4, 2025</p>';
  expect(await published({ head: told('2025-03-05T02:10:00Z'), under })).toEqual([
    '2025-03-04',
    'date near the headline, where article:published_time is a day off',
  ]);
  expect((await published({ head: told('2025-03-05T02:10:00+01:00'), under }))[0]).toBe('2025-03-05');
  expect((await published({ head: told('2025-03-08T02:10:00Z'), under }))[0]).toBe('2025-03-08');
  expect((await published({ head: told('2025'), under }))[0]).toBe('2025-03-04');
});

test('a date that only a clock of a list tells is less sure than one under the headline', async () => {
  const list = '<h2>More</h2><ul><li><time datetime="2025-02-01">1 February</time></li></ul>';
  expect((await published({ under: '<p>March 4, 2025</p>', after: list }))[0]).toBe('2025-03-04');
  expect(await published({ after: list })).toEqual(['2025-02-01', '<time>']);
});

test('of several times the one under the headline counts, unless it is that of a change', async () => {
  const time = (day: string, before = ''): string => `<span>${before}</span> <time datetime="${day}">x</time>`;
  const after = `<h2>More</h2>${time('2025-02-01')}${time('2025-02-02')}`;
  expect(await published({ under: `<p>${time('2025-03-04')}</p>`, after })).toEqual(['2025-03-04', '<time> under the headline']);
  const both = `<p>${time('2025-03-09', 'Last updated:')}</p><p>${time('2025-03-04', 'Published:')}</p>`;
  expect((await published({ under: both, after }))[0]).toBe('2025-03-04');
});

test('what was changed is no publication, but better than nothing, and says so', async () => {
  expect((await published({ under: '<p>Last updated March 9, 2025</p><p>Published March 4, 2025</p>' }))[0]).toBe('2025-03-04');
  expect((await published({ under: '<p>Last updated</p><p>March 9, 2025</p><p>March 4, 2025</p>' }))[0]).toBe('2025-03-04');
  expect(await published({ under: '<p>Last updated March 9, 2025</p>' })).toEqual([
    '2025-03-09',
    'date of the last change, the only one that the page shows',
  ]);
});

test('a paragraph may begin with its day, and a sentence may say when it was posted', async () => {
  expect((await published({ under: `<p>LOWMERE, 4 March 2025 – ${paragraphs[0]} ${paragraphs[1]}</p>` }))[0]).toBe('2025-03-04');
  const posted = `<p>This entry was posted on 4 March 2025 under town, trams and money. ${'You can follow what is said of it. '.repeat(3)}</p>`;
  expect((await published({ after: posted }))[0]).toBe('2025-03-04');
  expect(
    (await published({ after: posted.replace('This entry', 'What stands above, of sheds and trams and those who buy them,') }))[0],
  ).toBe('2025-03-04');
  expect((await published({ title: 'Sheds sold, 4 March 2025' }))[0]).toBe('2025-03-04');
  expect(await published({ under: `<p>${paragraphs[0]} ${paragraphs[1]} It was built on 4 March 1925 by the town.</p>` })).toEqual([]);
});

test('tags of other names, tags that were tidied, and data of a program tell it too', async () => {
  expect((await published({ head: '<meta name="w-published-date" content="2025-03-04T06:03:43Z">' }))[0]).toBe('2025-03-04');
  expect(await published({ head: '<meta name="published-until" content="2025-03-04">' })).toEqual([]);
  expect((await published({ head: '<meta name="article:published_time" value="2025-03-04">' }))[0]).toBe('2025-03-04');
  const data = (...days: string[]): string => `<script>x = [${days.map((day) => `{"publishedAt":"${day}T10:00:00Z"}`).join()}]</script>`;
  expect(await published({ after: data('2025-03-04', '2025-03-04') })).toEqual(['2025-03-04', 'data of the page']);
  expect(await published({ after: data('2025-03-04', '2025-03-05') })).toEqual([]);
});

test('a tag of which nobody knows what its date is of is less sure than what stands under the headline', async () => {
  const head = '<meta name="date" content="2025-03-09">';
  expect((await published({ head, under: '<p>March 4, 2025</p>' }))[0]).toBe('2025-03-04');
  expect(await published({ head })).toEqual(['2025-03-09', 'meta name=date']);
});

test('the day when something was first published goes before the one under the headline, and days of pictures and members count for nothing', async () => {
  const after = '<p>This article was originally published on 4 March 2025 and is kept up to date.</p>';
  expect(await published({ under: '<p>9 March 2025</p>', after })).toEqual(['2025-03-04', 'line that says when it was first published']);
  expect((await published({ under: '<figure><figcaption>Sheds, 9 May 2020</figcaption></figure><p>4 March 2025</p>' }))[0]).toBe(
    '2025-03-04',
  );
  expect((await published({ under: '<p>Registered: 9 May 2008</p><p>4 March 2025</p>' }))[0]).toBe('2025-03-04');
});

test('days stand close to other words, and what is short for one says it in its title', async () => {
  expect((await published({ under: '<p>Date:4 March 2025</p>' }))[0]).toBe('2025-03-04');
  expect((await published({ under: '<p><span>Town</span><span>MARCH 4, 2025</span></p>' }))[0]).toBe('2025-03-04');
  const short = '<abbr itemprop="datePublished" title="2025-03-04T10:52:00+02:00">10:52</abbr>';
  expect(await published({ under: `<p>${short}</p>` })).toEqual(['2025-03-04', 'itemprop datePublished']);
  expect((await published({ after: '<p>This entry wurde am 4. März 2025 um 23:03 Uhr gepostet.</p>' }))[0]).toBe('2025-03-04');
});
