import { expect, test } from 'vitest';
import { parsePage } from '../dom.ts';
import { readMetadata } from './metadata.ts';
import { bestTitle, withoutSite, withoutSiteAtEnd, type Stated } from './titles.ts';
import { asWords } from './words.ts';

const og = (words: string, whole = words): Stated[] => [{ words, whole, method: 'og:title' }];
const best = (stated: readonly Stated[], ...headings: string[][]): string =>
  bestTitle(
    stated,
    [[], [], []].map((_, at) => headings[at] ?? []),
    ['Courier'],
  ).words;

test('a main heading in other words goes before what is stated, where it is of the same matter', () => {
  expect(best(og('Council sells its tram sheds'), ['Forty trams lose their home'])).toBe('Council sells its tram sheds');
  expect(best(og('Council sells its sheds'), ['“An insult”: the council and its bargain'])).toBe(
    '“An insult”: the council and its bargain',
  );
});

test('a lower heading that is a part of it does not go before a main one that says the same', () => {
  expect(best(og('Lemon cake from the tin'), ['Lemon cake from the tin: simply good'], ['Lemon cake'])).toBe(
    'Lemon cake from the tin: simply good',
  );
  expect(best(og('Sheds sold in Lowmere'), ['Sheds sold in Lowmere for half'], ['Sheds sold in Lowmere'])).toBe(
    'Sheds sold in Lowmere for half',
  );
});

test('who wrote when, and words that stand over it, are no part of the title', () => {
  expect(best(og('Sheds sold for half'), ['Sheds sold for half Posted on by iris'])).toBe('Sheds sold for half');
  expect(best(og('Sheds sold for half'), ['Sheds sold for half March 4, 2025'])).toBe('Sheds sold for half');
  expect(best(og('Sheds sold for half'), ['Money Sheds sold for half'])).toBe('Sheds sold for half');
  expect(best(og('Best sheds of Lowmere'), ['The Best sheds of Lowmere'])).toBe('The Best sheds of Lowmere');
});

test('a heading that holds the name of the site in a sentence does not name the site', () => {
  expect(best([], ['Courier', 'No Courier for the tram sheds of the town'])).toBe('No Courier for the tram sheds of the town');
});

test('a main heading that the title has at its end is the name of its site', () => {
  const title = 'Thin slices of liver with apples, with onions and with a glass of cider | Love goes through the stomach';
  expect(best(og(title), ['Love goes through the stomach'], ['Liver'])).toBe(title);
});

test('behind a pointer the title is last', () => {
  const whole = 'Players of the Lowmere ham club - News » Events of late';
  expect(best(og(whole), ['Chat'], ['Events of late'])).toBe('Events of late');
});

test('a site behind a title in a script without spaces', () => {
  expect(withoutSite('洛米尔电车库半价出售-洛米尔网', [])).toBe('洛米尔电车库半价出售');
  expect(withoutSite('洛米尔-电车库半价出售引起争议', [])).toBe('洛米尔-电车库半价出售引起争议');
});

test('what looks like a site and stands in the heading too is a part of the title', () => {
  const whole = 'How the sheds were sold | Step by step';
  expect(best(og('How the sheds were sold', whole), [], [whole])).toBe(whole);
  expect(best(og('How the sheds were sold', whole), ['How the sheds were sold | Opinion'])).not.toBe(whole);
});

test('what is quoted over a title is a part of it, and signs of how much was said of it are none', () => {
  expect(best(og('Sheds sold for half'), ['“A gift”: Sheds sold for half'])).toBe('“A gift”: Sheds sold for half');
  expect(best(og('Sheds sold for half'), ['Sheds sold for half (courier.example) 87'])).toBe('Sheds sold for half');
  expect(best(og('Sheds sold for half'), ['Sheds sold for half (and less)in Lowmere'])).toBe('Sheds sold for half (and less)in Lowmere');
});

test('a page whose title is only that of its site goes by its heading', () => {
  expect(best(og('Courier'), ['New hours for the counter'])).toBe('New hours for the counter');
  expect(best(og('Courier'))).toBe('Courier');
  expect(best(og('Game over | courier.example'))).toBe('Game over | courier.example');
  expect(withoutSite('Game over - courier.example', [])).toBe('Game over');
});

test('the first heading that says most of what is stated, in more words, is the title', () => {
  const headings = ['My quiet little guide to the finest gifts from Lowmere’s warmest houses', 'Letters to you', 'More letters'];
  expect(best(og('Gifts guide Lowmere'), headings)).toBe(headings[0]);
  expect(best(og('Gifts guide Lowmere'), headings.toReversed())).toBe('Gifts guide Lowmere');
});

test('the only heading that is marked as the headline goes before what is stated; a line over it and the name of the site are no headline', () => {
  const page = (body: string): string => {
    const source = `<html><head><title>Ten ways around the lake</title></head><body>${body}</body></html>`;
    return readMetadata(parsePage(source), source, undefined).title;
  };
  expect(page('<h1>Lowmere</h1><h1 class="v2-headline">Where we ride in spring</h1><h1 class="card-headline">Next: by boat</h1>')).toBe(
    'Where we ride in spring',
  );
  expect(page('<h2 class="entry-title">Where we ride in spring</h2><h2 class="entry-title">And where we swim</h2>')).toBe(
    'Ten ways around the lake',
  );
  expect(page('<h1 class="strapline">Ten ways around</h1><h2>Ten ways around the lake</h2>')).toBe('Ten ways around the lake');
  expect(page('<h1 class="site-title">Ten ways around</h1>')).toBe('Ten ways around the lake');
});

test('a section behind a bar is no part of a heading', () => {
  expect(withoutSiteAtEnd('How the sheds were sold | Opinion', [])).toBe('How the sheds were sold');
  expect(withoutSiteAtEnd('How the sheds were sold | Step by step', [])).toBe('How the sheds were sold | Step by step');
  expect(withoutSiteAtEnd('Sheds sold | Opinion', [])).toBe('Sheds sold | Opinion');
});

test('words are those that a reader sees', () => {
  expect(asWords('  The\u00ad town&#8217;s  sheds &amp; trams&#x26; ')).toBe('The town’s sheds & trams&');
  expect(asWords('&unknown; &#xd800;')).toBe('&unknown; &#xd800;');
});

test('headings of what stands beside the article are passed over, and people are named who are only referred to', () => {
  const data = {
    '@graph': [
      { '@type': 'Organization', '@id': '#org', name: 'Lowmere Courier' },
      { '@type': 'Person', '@id': '#iris', name: 'Iris Holm' },
      { '@type': 'NewsArticle', datePublished: '2025-03-04', publisher: { '@id': '#org' }, author: [{ '@id': '#iris' }] },
    ],
  };
  const page = `<html><head><title>Sheds sold for half - Lowmere Courier</title><script type="application/ld+json">${JSON.stringify(data)}</script></head>
    <body><nav><h1>Sheds, houses, halls for half</h1></nav><h1>Half price for the sheds: Lowmere sold them – Lowmere Courier</h1></body></html>`;
  const { title, guesses } = readMetadata(parsePage(page), page, undefined);
  expect([title, guesses.publisher?.value, guesses.byline?.value]).toEqual([
    'Half price for the sheds: Lowmere sold them',
    'Lowmere Courier',
    'Iris Holm',
  ]);
});
