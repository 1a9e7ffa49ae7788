import { describe, expect, test } from 'vitest';
import { parsePage } from '../dom.ts';
import { dateInAddress, dateInLine, dateOf } from './dates.ts';
import { readMetadata } from './metadata.ts';
import { bestTitle } from './titles.ts';

const read = (head: string, body = '', savedFrom?: string) => {
  const source = `<html><head>${head}</head><body>${body}</body></html>`;
  return readMetadata(parsePage(source), source, savedFrom);
};
const meta = (name: string, content: string): string => `<meta name="${name}" content="${content}">`;
const property = (name: string, content: string): string => `<meta property="${name}" content="${content}">`;
const linked = (data: unknown): string =>
  `<script type="application/ld+json">${typeof data === 'string' ? data : JSON.stringify(data)}</script>`;

describe('dates', () => {
  test.each([
    ['2025-03-04T18:20:00+01:00', '2025-03-04'],
    ['2025-03-04', '2025-03-04'],
    ['20250304', '2025-03-04'],
    ['2025-03', '2025-03'],
    ['2025', '2025'],
    ['2025/03/04 10:00', '2025-03-04'],
    ['04.03.2025', '2025-03-04'],
    ['Tue, 04 Mar 2025 10:00:00 GMT', '2025-03-04'],
    ['March 4, 2025', '2025-03-04'],
    ['1741082400', '2025-03-04'],
    ['1741082400000', '2025-03-04'],
    ['2025-02-30', null],
    ['2025-13-01', null],
    ['03/04/2025', null],
    ['03-04-2025', null],
    ['25-03-2025', '2025-03-25'],
    ['03-25-2025', '2025-03-25'],
    ['0001-01-01T00:00:00', null],
    ['soon', null],
    ['', null],
  ])('%s as machines write it', (written, date) => expect(dateOf(written)).toBe(date));

  test.each([
    ['Published 4 March 2025', '2025-03-04'],
    ['March 4th, 2025 | 10:15', '2025-03-04'],
    ['Am 4. März 2025 um 10 Uhr', '2025-03-04'],
    ['4 de marzo de 2025', '2025-03-04'],
    ['Publié le 4 août 2025', '2025-08-04'],
    ['4 марта 2025', '2025-03-04'],
    ['Stand: 04.03.2025', '2025-03-04'],
    ['Von: A. Brandt | 04.03.25', '2025-03-04'],
    ['Version 4.3.25.1', null],
    ['25/03/2025', '2025-03-25'],
    ['03/25/2025', '2025-03-25'],
    ['03/04/2025', '2025'],
    ['4 March', null],
    ['Room 12 of 2025', null],
    ['99.99.2025', null],
  ])('%s as people write it', (written, date) => expect(dateInLine(written)?.value ?? null).toBe(date));

  test.each([
    ['https://a.example/2025/03/04/story', '2025-03-04'],
    ['https://a.example/news/2025-03-04-story', '2025-03-04'],
    ['https://a.example/news-20250304.html', '2025-03-04'],
    ['https://a.example/2025/story', null],
    ['https://20250304.example/story', null],
  ])('%s in an address', (written, date) => expect(dateInAddress(written)).toBe(date));
});

test('a title says where the page states it', () => {
  const stated = [{ words: 'Sheds sold for half their price', method: 'og:title' }];
  const told = (...headings: string[]) => bestTitle(stated, [headings.map((words) => ({ words, isMarked: false }))], ['Lowmere Courier']);
  expect(told('Lowmere Courier', 'Sheds sold for half their price').method).toBe('heading, as in og:title');
  expect(told('Tram sheds sold for half of their price').method).toBe('heading, much as in og:title');
  expect(told()).toEqual(stated[0]);
  expect(bestTitle([], [[{ words: 'Sheds', isMarked: false }]], [])).toEqual({ words: 'Sheds', method: 'first heading of the page' });
});

describe('what a page says of itself', () => {
  test('JSON-LD in lists, graphs and by hand', () => {
    const article = {
      '@type': 'https://schema.org/NewsArticle',
      headline: 'Sheds sold',
      datePublished: '2025-03-04',
      author: ['Iris Holm', { name: 'Jon Vale' }],
    };
    for (const data of [
      article,
      [{ '@type': 'Organization', name: 'Courier' }, article],
      { '@graph': [{ '@type': 'WebPage', name: 'x' }, article] },
      { '@type': 'WebPage', mainEntity: article },
      `<!-- ${JSON.stringify(article)} -->`,
      JSON.stringify(article).replace('Sheds sold', 'Sheds\nsold'),
      JSON.stringify(article).replace(/\}$/, ',}'),
    ]) {
      const { guesses, title, dates } = read(linked(data));
      expect([title, dates.published, guesses.byline?.value, guesses.kind?.value]).toEqual([
        'Sheds sold',
        { value: '2025-03-04', method: 'JSON-LD datePublished', written: '2025-03-04' },
        'Iris Holm, Jon Vale',
        'article-newspaper',
      ]);
    }
    expect(read(linked('{ not json')).guesses.title).toBeUndefined();
  });

  test('OpenGraph, meta, Dublin Core and item properties', () => {
    const { guesses, dates } = read(
      property('article:published_time', '2025-03-04T10:00:00Z') +
        meta('DC.date.modified', '2025-03-05') +
        meta('byl', 'By Iris Holm') +
        property('og:site_name', 'Courier') +
        property('og:locale', 'de_CH'),
    );
    expect(guesses).toMatchObject({
      modified: { value: '2025-03-05', method: 'meta name=dc.date.modified' },
      byline: { value: 'Iris Holm', method: 'meta name=byl' },
      publisher: { value: 'Courier', method: 'og:site_name' },
      language: { value: 'de-CH', method: 'og:locale' },
    });
    expect(dates.published).toMatchObject({ value: '2025-03-04', method: 'article:published_time' });
    const items = `<div itemscope><span itemprop="author"><b itemprop="name">Iris Holm</b></span><time itemprop="datePublished" datetime="2025-03-04">yesterday</time></div>`;
    expect(read('', items)).toMatchObject({
      dates: { published: { value: '2025-03-04', method: 'itemprop datePublished' } },
      guesses: { byline: { value: 'Iris Holm', method: 'itemprop author' } },
    });
  });

  test('one day in all times is that of the page; several are those of others', () => {
    const time = (date: string): string => `<time datetime="${date}">x</time>`;
    expect(read('', time('2025-03-04') + time('2025-03-04T10:00')).dates.unsure?.value).toBe('2025-03-04');
    expect(read('', time('2025-03-04') + time('2025-03-05')).dates).toMatchObject({ published: null, unsure: null });
  });

  test('the address is that of the article, made whole, never that of a front page while another is known', () => {
    const canonical = '<link rel="canonical" href="/story">';
    expect(read(canonical, '', 'https://a.example/x?y=1').guesses.address?.value).toBe('https://a.example/story');
    expect(
      read('<link rel="canonical" href="https://a.example/">' + property('og:url', 'https://a.example/story')).guesses.address,
    ).toEqual({
      value: 'https://a.example/story',
      method: 'og:url',
    });
    expect(read('<!-- saved from url=(0024)https://a.example/story -->').guesses.address?.method).toBe('address that it was saved from');
    expect(read('<link rel="canonical" href="javascript:alert(1)">').guesses.address).toBeUndefined();
    expect(read(canonical).guesses.address).toBeUndefined();
  });

  test('what is for payers says so', () => {
    expect(read(linked({ '@type': 'NewsArticle', isAccessibleForFree: 'False' })).forPayers).toBe(true);
    expect(read(linked({ '@type': 'NewsArticle', isAccessibleForFree: true })).forPayers).toBe(false);
  });
});
