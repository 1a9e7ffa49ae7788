import { expect, test } from 'vitest';
import { parsePage } from '../dom.ts';
import { readMetadata } from './metadata.ts';
import { bestTitle, withoutSite } from './titles.ts';
import { asWords } from './words.ts';

/** The title of a page that states one, with headings of the first level, the second and the third. */
const best = (stated: string, ...headings: string[][]): string =>
  bestTitle(
    [{ words: stated, method: 'og:title' }].filter(({ words }) => words !== ''),
    [[], [], []].map((_, at) => (headings[at] ?? []).map((words) => ({ words, isMarked: false }))),
    ['Courier'],
  ).words;
const page = (title: string, body: string): string => {
  const source = `<html><head><title>${title}</title></head><body>${body}</body></html>`;
  return readMetadata(parsePage(source), source, undefined).title;
};

test.each([
  ['Sheds sold | Lowmere Courier', 'Lowmere Courier', 'Sheds sold'],
  ['Lowmere sells its sheds - The Daily Lowmere Courier', 'The Daily Lowmere Courier', 'Lowmere sells its sheds'],
  ['Sheds sold for half | Town | Courier', '', 'Sheds sold for half'],
  ['Sheds sold for half│Courier', '', 'Sheds sold for half'],
  ['Game over - courier.example', '', 'Game over'],
  ['Half price - half the truth', 'Courier', 'Half price - half the truth'],
  ['Courier: Sheds sold', 'Courier', 'Courier: Sheds sold'],
])('%s without its site', (title, site, expected) => expect(withoutSite(title, [site])).toBe(expected));

test('a heading loses the name of its site alone, not what is only short', () => {
  expect(best('', ['How the sheds were sold | Courier'])).toBe('How the sheds were sold');
  expect(best('', ['How the sheds were sold | Opinion'])).toBe('How the sheds were sold | Opinion');
});

test('a main heading in other words goes before what is stated, where it is like that in any script', () => {
  expect(best('Council sells its tram sheds', ['Forty cars lose a home'])).toBe('Council sells its tram sheds');
  expect(best('Council sells its tram sheds', ['The council sells the old tram sheds'])).toBe('The council sells the old tram sheds');
  expect(best('洛米尔市半价出售电车库', ['洛米尔市半价出售旧电车库引起争议'])).toBe('洛米尔市半价出售旧电车库引起争议');
});

test('a lower heading that is what is stated goes before a main one that is a little like it, not before one that says the same', () => {
  expect(best('Lemon cake from the tin', ['Lemon cakes and tarts'], ['Lemon cake from the tin'])).toBe('Lemon cake from the tin');
  expect(best('Lemon cake from the tin', ['Lemon cake from the tin: simply good'], ['Lemon cake'])).toBe(
    'Lemon cake from the tin: simply good',
  );
  expect(best('Sheds sold in Lowmere', ['Sheds sold in Lowmere for half'], ['Sheds sold in Lowmere'])).toBe(
    'Sheds sold in Lowmere for half',
  );
});

test('a lower heading may be the beginning or the end of what is stated, no small part of it, and none of its middle', () => {
  const stated = 'Villa Seaview: holidays on the lake';
  expect(best(stated, [], ['Holidays on the lake'])).toBe('Holidays on the lake');
  expect(best(stated, [], ['Villa'])).toBe(stated);
  expect(best(stated, [], ['Seaview: holidays on'])).toBe(stated);
});

test('words that stand over a title in its heading are no part of it; an article or a number is', () => {
  expect(best('Sheds sold for half', ['Money Sheds sold for half'])).toBe('Sheds sold for half');
  expect(best('Best sheds of Lowmere', ['The Best sheds of Lowmere'])).toBe('The Best sheds of Lowmere');
  expect(best('Best sheds of Lowmere', ['8 Best sheds of Lowmere'])).toBe('8 Best sheds of Lowmere');
  expect(best('Rain', ['Purple Rain'])).toBe('Purple Rain');
});

test('a heading that holds the name of the site in a sentence does not name the site', () => {
  expect(best('', ['Courier', 'No Courier for the tram sheds of the town'])).toBe('No Courier for the tram sheds of the town');
});

test('what looks like a site and stands in the heading too is a part of the title', () => {
  const whole = 'How the sheds were sold | Step by step';
  expect(best(whole, [whole])).toBe(whole);
});

test('the name of the site is no title while anything else is stated', () => {
  const stated = ['courier.example', 'New hours for the counter'].map((words) => ({ words, method: words }));
  expect(bestTitle(stated, [], ['Courier']).words).toBe('New hours for the counter');
  expect(best('Courier')).toBe('Courier');
  expect(best('')).toBe('');
});

test('a page that states a word or two goes by its main heading, where that is the only one', () => {
  expect(best('City news', ['New hours for the counter'])).toBe('New hours for the counter');
  expect(best('City news', ['New hours for the counter', 'Who sells the sheds'])).toBe('City news');
  expect(best('City news', ['Chat'])).toBe('City news');
});

test('a heading that is a whole text is no title', () => {
  expect(best('Courier', ['Sheds '.repeat(40)])).toBe('Courier');
});

test('the only heading that is marked as the headline goes before what is stated; a line over it and the name of the site are no headline', () => {
  const title = 'Ten ways around the lake';
  expect(page(title, '<h1>Lowmere</h1><h1 class="v2-headline">Where we ride in spring</h1>')).toBe('Where we ride in spring');
  expect(page(title, '<h1>Lowmere</h1><h2 itemprop="headline">Where we ride in spring</h2>')).toBe('Where we ride in spring');
  expect(page(title, '<h2 class="entry-title">Where we ride in spring</h2><h2 class="entry-title">And where we swim</h2>')).toBe(title);
  expect(page(title, '<h2 class="entry-title">In spring</h2>')).toBe(title);
  expect(page(title, '<h1 class="strapline">Ten ways around a lake</h1><h2>Ten ways around the lake</h2>')).toBe(title);
  expect(page(title, '<h1 class="site-title">Ten ways around</h1>')).toBe(title);
});

test('a sign that parts a headline from a line over it goes with that', () => {
  expect(page('Sheds sold for half', '<h1><span class="kicker">Money</span>: Sheds sold for half</h1>')).toBe('Sheds sold for half');
});

test('words are those that a reader sees', () => {
  expect(asWords('  The\u00ad town&#8217;s  sheds &amp; trams&#x26; ')).toBe('The town’s sheds & trams&');
  expect(asWords('&unknown; &#xd800;')).toBe('&unknown; &#xd800;');
});

test('people and sites are named that are only referred to', () => {
  const data = {
    '@graph': [
      { '@type': 'Organization', '@id': '#org', name: 'Lowmere Courier' },
      { '@type': 'Person', '@id': '#iris', name: 'Iris Holm' },
      { '@type': 'NewsArticle', datePublished: '2025-03-04', publisher: { '@id': '#org' }, author: [{ '@id': '#iris' }] },
    ],
  };
  const source = `<html><head><title>Sheds sold for half - Lowmere Courier</title><script type="application/ld+json">${JSON.stringify(data)}</script></head>
    <body><h1>Half price for the sheds: Lowmere sold them – Lowmere Courier</h1></body></html>`;
  const { title, guesses } = readMetadata(parsePage(source), source, undefined);
  expect([title, guesses.publisher?.value, guesses.byline?.value]).toEqual([
    'Half price for the sheds: Lowmere sold them',
    'Lowmere Courier',
    'Iris Holm',
  ]);
});
