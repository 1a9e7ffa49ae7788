import { expect, test } from 'vitest';
import { articleMarkup, headline, paragraphs, savedMhtml, savedPage, address } from '../testing/webPages.ts';
import { extract } from '../extract.ts';
import type { Extraction } from '../parser.ts';

async function read(page: string | Uint8Array, name = 'page.html'): Promise<Extraction> {
  const result = await extract({ name, bytes: typeof page === 'string' ? new TextEncoder().encode(page) : page });
  if (!result.ok) throw new Error(result.reason);
  return result.extraction;
}
const shape = ({ text, blocks }: Extraction): string[] =>
  blocks.map(({ start, end, kind, level }) => `${kind}${level ?? ''}: ${text.slice(start, end)}`);

const expected = [
  `paragraph: ${paragraphs[0]}`,
  `paragraph: ${paragraphs[1]}`,
  'caption: The sheds seen from the river. Photo: N. Reed',
  'heading2: Who buys',
  `paragraph: ${paragraphs[2]}`,
  'quote: It was the last day to say yes.',
  'list-item1: Paid in 2019: eight million',
  'list-item1: Paid now: four million',
  'list-item2: of it at once: one',
  'table-cell: Vote',
  'table-cell: Members',
  'table-cell: For',
  'table-cell: 12',
  'table-cell: Against',
  'table-cell: 7',
  `paragraph: ${paragraphs[3]}`,
];

test('a page becomes its article, and nothing of what stands around it', async () => {
  expect(shape(await read(savedPage()))).toEqual(expected);
});

test('everything else is told, with the reason and its place', async () => {
  const { leftOut, text } = await read(savedPage());
  const told = leftOut.map(({ reason, text: words }) => `${reason}: ${words.split('\n')[0]!}`);
  for (const piece of [
    'notice: We use cookies to improve your stay.',
    `headline: ${headline}`,
    'byline: By Iris Holm · March 4, 2025',
    'advertisement: Advertisement Buy our boots now',
    'related: Read more: The mayor’s holiday house',
    'sharing: Share this',
    'related: More from the town',
    'comments: 2 comments',
    'page-footer: © 2025 Lowmere Courier. All rights reserved.',
    'hidden: Words that nobody sees on this page.',
  ])
    expect(told).toContain(piece);
  const more = leftOut.find(({ text: words }) => words.startsWith('Read more'))!;
  expect(text.slice(more.before)).toMatch(/^It was the last day/);
  expect([...leftOut].map(({ before }) => before)).toEqual(leftOut.map(({ before }) => before).toSorted((a, b) => a - b));
});

test('links keep their address, made whole, over the words that led there', async () => {
  const { links, text } = await read(savedPage());
  expect(links.map(({ start, end, address: to }) => [text.slice(start, end), to])).toEqual([
    ['a company that was founded in February', 'https://www.lowmere-courier.example/topics/company?id=7'],
  ]);
});

test('an address that would do something is none', async () => {
  const hostile = ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'vbscript:x', 'JaVaScRiPt:x', '#top', ' java\nscript:x']
    .map((href) => `<p>${paragraphs[0]} <a href="${href}">here</a> ${paragraphs[1]}</p>`)
    .join('');
  expect((await read(savedPage({ article: hostile }))).links).toEqual([]);
});

test('what the page says of itself is told with where it says it', async () => {
  const { guesses, mediaType, claimedType, extractor, warnings } = await read(savedPage(), 'page.txt');
  expect(guesses).toMatchObject({
    title: { value: headline, method: 'heading, as in JSON-LD headline' },
    published: { value: '2025-03-04', method: 'JSON-LD datePublished' },
    modified: { value: '2025-03-05', method: 'JSON-LD dateModified' },
    byline: { value: 'Iris Holm, Jon Vale', method: 'JSON-LD author' },
    publisher: { value: 'Lowmere Courier', method: 'JSON-LD publisher' },
    address: { value: address, method: 'link rel=canonical' },
    language: { value: 'en-GB', method: '<html lang>' },
    kind: { value: 'article-newspaper', method: 'JSON-LD NewsArticle' },
  });
  expect([mediaType, claimedType, extractor, warnings]).toEqual(['text/html', 'text/plain', 'html/1', []]);
});

test('a page saved with its parts gives the same, whatever its encoding', async () => {
  const saved = await read(savedMhtml(), 'page.mhtml');
  expect(shape(saved)).toEqual(expected);
  expect(saved).toMatchObject({ mediaType: 'multipart/related', encoding: 'windows-1252' });
});

test.each([
  ['a mark', () => Buffer.from(`\ufeff${savedPage({ charset: 'windows-1252' })}`, 'utf8'), 'utf-8'],
  ['UTF-16 with a mark', () => Buffer.from(`\ufeff${savedPage()}`, 'utf16le'), 'utf-16le'],
  ['a tag that lies', () => Buffer.from(savedPage({ charset: 'iso-8859-1' })), 'utf-8'],
  ['no tag at all', () => Buffer.from(savedPage().replace(/<meta charset[^>]*>/, '')), 'utf-8'],
])('letters are read by %s', async (_, bytes, encoding) => {
  const page = await read(bytes());
  expect(shape(page)).toEqual(expected);
  expect(page.encoding).toBe(encoding);
});

test('line breaks part paragraphs where two stand together, and join what goes on', async () => {
  const article = `${paragraphs[0]}<br><br>${paragraphs[1]}<br>${paragraphs[2]!.replace('has not', '<br>has not')}`;
  expect(shape(await read(savedPage({ article })))).toEqual(paragraphs.slice(0, 3).map((words) => `paragraph: ${words}`));
});

test('code keeps its lines, footnotes stand apart, alternative texts of pictures are not read', async () => {
  const article = `<p>${paragraphs[0]}</p><pre>one = 1\ntwo = 2</pre><p>${paragraphs[1]}<img alt="A red hall"></p><p>${paragraphs[2]}</p><ol class="footnotes"><li>Minutes of the council.</li></ol>`;
  const lines = shape(await read(savedPage({ article })));
  expect(lines).toContain('code: one = 1');
  expect(lines).toContain('code: two = 2');
  expect(lines).toContain('footnote: Minutes of the council.');
  expect(lines.join('\n')).not.toContain('red hall');
});

test('a page that holds hardly anything says so', async () => {
  expect((await read('<html><body><p>Log in to read on.</p></body></html>')).warnings).toContain('little-text');
  const payers = savedPage({ head: '<meta property="article:content_tier" content="locked">', article: `<p>${paragraphs[0]}</p>` });
  expect((await read(payers)).warnings).toContain('cut-short');
});

test('what a page repeats for machines is believed where its markup hides it well', async () => {
  const odd = articleMarkup.replace(`<p>${paragraphs[3]}</p>`, `<div class="promo-box"><p>${paragraphs[3]}</p></div>`);
  const body = JSON.stringify({ '@type': 'NewsArticle', headline, articleBody: paragraphs.join('\n') });
  const head = `<script type="application/ld+json">${body}</script>`;
  expect((await read(savedPage({ article: odd }))).text).not.toContain(paragraphs[3]);
  expect((await read(savedPage({ article: odd, head }))).text).toContain(paragraphs[3]);
});

test('an article of short lines is the one under its headline, not the prose beside it', async () => {
  const stops = [
    '6:10 – Harbour',
    '6:25 – Town hall',
    '6:40 – Sheds, from here on only on Sundays',
    '7:05 – River baths',
    '7:20 – Old hospital',
    '7:45 – Ferry',
  ];
  const article = stops.map((stop) => `<div class="row"><span>${stop}, every day but not in the snow</span></div>`).join('');
  const beside = paragraphs.map((words) => `<div class="box"><p>${words}</p></div>`).join('');
  const page = savedPage({ article }).replace('<main>', `<div class="left">${beside}</div><main>`);
  const { text } = await read(page);
  for (const stop of stops) expect(text).toContain(stop);
  expect(text).not.toContain(paragraphs[0]);
});

test('what is far longer than the lines under a headline is what they lead to', async () => {
  const lead =
    '<div><h1>Tram sheds sold for half their price</h1><ul><li>Who buys the sheds, and why so few are asked</li><li>Who voted for it, who against, and what the mayor says of it</li><li>What the sheds have cost the town in all these years</li><li>What is to be done with forty trams that stand there at night</li></ul></div>';
  const long = `<div class="body">${[...paragraphs, ...paragraphs].map((words, index) => `<p>${words} ${index} ${paragraphs[index % 4]}</p>`).join('')}</div>`;
  const rows = Array.from({ length: 40 }, (_, index) => `<div class="fact">Row ${index} of the table of sheds</div>`).join('');
  expect(
    (await read(`<html><head><title>Tram sheds sold for half their price</title></head><body>${lead}${rows}${long}</body></html>`)).text,
  ).toContain(paragraphs[3]);
});

test('a page without running text is read by what stands under its headline', async () => {
  const rows = Array.from({ length: 8 }, (_, index) => `<p>Shed ${index} of the tram, sold for half price</p>`).join('');
  const page = `<html><head><title>Sheds of the tram</title></head><body><div><h1>Sheds of the tram</h1>${rows}</div></body></html>`;
  expect((await read(page)).text).toContain('Shed 7 of the tram');
});

test('an article that a script would have shown is shown, and nothing else that is hidden', async () => {
  const article = `<div hidden id="S:0">${[...paragraphs, ...paragraphs].map((words, index) => `<p>${words} ${index}</p>`).join('')}</div>`;
  const bait = `<div style="display:none"><p>${paragraphs[1]} Nobody sees this one at all.</p></div>`;
  const page = (seen: string): string =>
    `<html><head><title>Sheds</title></head><body><p>Loading</p>${seen}${article}${bait}</body></html>`;
  const { text } = await read(page(''));
  expect(text).toContain(`${paragraphs[3]} 7`);
  expect(text).not.toContain('Nobody sees');
  expect((await read(page(`<main>${articleMarkup}${articleMarkup}</main>`))).text).not.toContain(`${paragraphs[3]} 7`);
});

test('boxes of an article are not advertisements because all of them are called so', async () => {
  const boxes = paragraphs.map(
    (words, index) => `<section class="affiliate-card"><h3>Shed ${index}</h3><p>${words} ${paragraphs[index]}</p></section>`,
  );
  const { text } = await read(savedPage({ article: boxes.join('') }));
  for (const words of paragraphs) expect(text).toContain(words);
});

test('the foot of a page is none of its article, also where that is shorter', async () => {
  const foot = `<div class="site-footer"><p>${paragraphs.join(' ')}</p></div>`;
  const { text } = await read(savedPage({ article: `<p>${paragraphs[0]}</p>` }).replace('</body>', `${foot}</body>`));
  expect(text).toBe(paragraphs[0]);
});

test('what stands over a headline in the same heading is no part of the title', async () => {
  const over = `<h1><span class="kicker">Sheds of the tram</span> <span>${headline}</span></h1>`;
  const page = savedPage()
    .replace(/<h1[^>]*>[\s\S]*?<\/h1>/, over)
    .replaceAll(/<script type="application\/ld\+json">[\s\S]*?<\/script>/g, '');
  const { guesses, text } = await read(page);
  expect(guesses.title?.value).toBe(headline);
  expect(text).not.toContain('Sheds of the tram');
});

test('a day is read where the page shows it, also among others', async () => {
  const bare = savedPage().replaceAll(/<(?:script|meta)[^>]*(?:ld\+json|date|published|modified)[^>]*>(?:[^<]*<\/script>)?/gi, '');
  const shown = `<p class="authored">Published
        4 March 2025, 3:51 pm</p><p>Meeting of 8 March 2025.</p>`;
  const { guesses } = await read(bare.replace(/By Iris Holm[^<]*/, 'By Iris Holm').replace('</main>', `</main>${shown}`));
  expect(guesses.published?.value).toBe('2025-03-04');
});

test('a power is none of the figure before it', async () => {
  const article = `${articleMarkup}<p>The sheds hold 10<sup>6</sup> bricks, says the 4<sup>th</sup> report of 2019<sup><a href="#n1">1</a></sup>, and the wall<sup>2</sup>.</p>`;
  const { text } = await read(savedPage({ article }));
  expect(text).toContain('hold 10⁶ bricks, says the 4th report of 2019¹, and the wall2.');
});
