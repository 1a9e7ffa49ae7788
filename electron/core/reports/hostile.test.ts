import type { Element, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import fc from 'fast-check';
import { h } from 'hastscript';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toHast } from 'mdast-util-to-hast';
import { gfm } from 'micromark-extension-gfm';
import Papa from 'papaparse';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addArticle, testCore, type TestCore } from '../testing.ts';
import { afterFirstSentence, firstSentence, prose, textOf } from './prose.ts';

let core: TestCore;
beforeEach(() => {
  core = testCore();
});
afterEach(() => core.close());

const hostile = [
  '<script>fetch("https://evil.test/a")</script>',
  '<img src=https://evil.test/b onerror=alert(1)>',
  '"><svg onload=alert(1)><style>@import "https://evil.test/c";</style>',
  '</style></title></article><iframe src="javascript:alert(1)"></iframe>',
  '[words](javascript:alert(1)) [more](  JaVaScRiPt:alert(1)) [data](data:text/html,<script>alert(1)</script>) [file](file:///etc/passwd)',
  '![alt](https://evil.test/d.png) ![ref][x]\n\n[x]: https://evil.test/e.png',
  '<a href="https://evil.test/f" onclick="alert(1)" style="background:url(https://evil.test/g)">x</a>',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://evil.test","x")\nsecond line',
  '+1+1\r\n',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '＝1+1',
  '<!--[if IE]><script>alert(1)</script><![endif]-->',
  '{{constructor.constructor("alert(1)")()}} ${alert(1)} %3Cscript%3E',
  'a\u202Etxt.exe\u2066',
];

/** A case in which every field that a person can write holds the text. */
async function caseFullOf(words: string): Promise<void> {
  const { client, newId } = core;
  const article = await addArticle(core, `Before ${words} after.`, {
    title: words,
    publisher: words,
    byline: words,
    address: words,
    language: 'en',
  });
  const exact = article.text.trim();
  const passage = { create: { id: newId(), documentId: article.documentId, anchor: article.anchor(exact) } };
  const claim = await client.claims.create({
    id: newId(),
    fields: { text: words, shortText: words.slice(0, 75), claimant: words.trim() || 'x', selectionReason: words },
    sighting: { id: newId(), passage, venue: words, attribution: words },
  });
  const label = await client.labels.create({ id: newId(), name: words.slice(0, 80), colour: 'red', definition: words });
  await client.labels.assign({ targetKind: 'claim', targetIds: [claim.id], add: [label.id] });
  const citation = { title: words, publisher: words, address: words, published: null, accessed: null, quote: words };
  await client.evidence.create({ id: newId(), claimId: claim.id, stance: 'refutes', comment: words, source: { citation } });
  for (const axis of ['true', 'said', 'true'] as const) {
    await client.verdicts.record({
      id: newId(),
      claimId: claim.id,
      axis,
      ratingId: 'disputed',
      confidence: 'low',
      rationale: words,
      whatWouldChange: words,
      noEvidenceReason: words,
      asOf: '2025',
    });
  }
}

const elements = (node: Nodes): Element[] =>
  'children' in node ? [...(node.type === 'element' ? [node] : []), ...node.children.flatMap((child) => elements(child as Nodes))] : [];

const allowedElements = new Set(
  `html head meta title style body article header section aside h1 h2 h3 h4 p span b strong em del code pre blockquote cite bdi time a ul ol li
  table thead tbody tr th td br hr sup mark div`.split(/\s+/),
);
const allowedProperties = new Set(
  'className id lang dir href rel ariaLabel dataTone dateTime scope value start align charSet httpEquiv content name'.split(' '),
);

/** What in a page could run, or reach out by itself. */
function findDanger(page: Root): string[] {
  return elements(page).flatMap((node) => {
    const problems = Object.keys(node.properties)
      .filter((property) => !allowedProperties.has(property))
      .map((property) => `<${node.tagName} ${property}>`);
    if (!allowedElements.has(node.tagName)) problems.push(`<${node.tagName}>`);
    const href = node.properties['href'];
    if (href !== undefined && !/^(https?:|mailto:|#)/.test(String(href))) problems.push(`href ${String(href)}`);
    if (node.tagName === 'style' && /url\(|@import|<\//i.test(textOf(node))) problems.push('style that fetches');
    return problems;
  });
}

test.each(hostile)('nothing runs and nothing is fetched: %j', async (words) => {
  await caseFullOf(words);
  const { tree } = await core.client.reports.preview({ title: words, annex: true });
  expect(findDanger({ type: 'root', children: [tree as Element] })).toEqual([]);

  const html = await (await core.client.reports.export({ format: 'html', title: words, annex: true })).file.text();
  const page = fromHtml(html);
  expect(findDanger(page)).toEqual([]);
  expect(
    elements(page)
      .filter((node) => node.tagName === 'meta' && node.properties['httpEquiv'])
      .map((node) => node.properties['content']),
  ).toEqual(["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]);
  // What a browser reads is what was written: nothing broke out of its place.
  const article = elements(page).find((node) => node.tagName === 'article')!;
  expect(toHtml(article)).toBe(toHtml(fromHtml(toHtml(tree as Element), { fragment: true })));
});

test('canary: the search for danger finds what a careless template would let through', () => {
  for (const words of hostile.slice(0, 4)) expect(findDanger(fromHtml(`<p>${words}</p>`))).not.toEqual([]);
  expect(findDanger({ type: 'root', children: [h('a', { href: 'javascript:alert(1)' })] })).not.toEqual([]);
  expect(findDanger({ type: 'root', children: [h('p', { style: 'background: url(x)' })] })).not.toEqual([]);
});

test.each(hostile)('no cell of the table is a live formula, and every cell reads back: %j', async (words) => {
  await caseFullOf(words);
  const csv = await (await core.client.reports.export({ format: 'csv' })).file.text();
  const { data, errors } = Papa.parse<string[]>(csv.replace(/^\ufeff/, ''), { newline: '\r\n', skipEmptyLines: true });
  expect(errors).toEqual([]);
  expect(data).toHaveLength(2);
  for (const cell of data.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
  const [stored] = (await core.client.claims.rows({ ids: (await core.client.claims.ids({})).ids })).map((row) => row.text);
  expect(data[1]![data[0]!.indexOf('Claim')]!.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')).toBe(stored);
});

test('canary: the escaping that comes with Papa Parse lets a formula through when a line feed follows', () => {
  expect(Papa.unparse([['=1+1\nmore']], { escapeFormulae: true })).toBe('"=1+1\nmore"');
});

test('Markdown of an analyst: links only where they are safe, pictures as words, no heading of its own', () => {
  const html = (markdown: string) => toHtml({ type: 'root', children: prose(markdown) });
  expect(html('[site](https://a.example/x)')).toBe('<p><a href="https://a.example/x" rel="noreferrer">site</a> (https://a.example/x)</p>');
  expect(html('https://a.example/x and a@b.example')).toBe(
    '<p><a href="https://a.example/x" rel="noreferrer">https://a.example/x</a> and <a href="mailto:a@b.example" rel="noreferrer">a@b.example</a></p>',
  );
  expect(html('[x](javascript:alert)')).toBe('<p>x (javascript:alert)</p>');
  expect(html('![a map](https://a.example/map.png)')).toBe('<p>[image: a map (a.example)]</p>');
  expect(html('# Big')).toBe('<p class="prose-heading"><strong>Big</strong></p>');
  expect(html('a <b>c</b> d')).toBe('<p>a c d</p>');
  expect(html('- [x] done\n- [ ] open')).toContain('☑ done');
  expect(html('| a |\n| - |\n| 1 |')).toContain('<td>1</td>');
});

test('what looks unmarked is what the parser makes of it too', () => {
  const parsed = (markdown: string) => {
    const tree = toHast(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
    return toHtml(tree);
  };
  const marks = fc.constantFrom(
    ...'ab. ,:;?!-+=()"’/$%^{}\'0123\u00a0é東*_#<[`~|&@\\\n\t'.split(''),
    'www.',
    'http://',
    'mailto:',
    '  ',
    '1. ',
    '- ',
  );
  fc.assert(
    fc.property(
      fc.array(marks, { maxLength: 12 }).map((parts) => parts.join('')),
      (markdown) => {
        const quick = prose(markdown);
        const [first] = quick;
        // What the shortcut makes is one paragraph of one text, letter by letter as typed.
        const only = quick.length === 1 && first?.type === 'element' && first.children.length === 1 ? first.children[0] : undefined;
        const short = only?.type === 'text' && only.value === markdown;
        if (short) expect(toHtml({ type: 'root', children: quick })).toBe(parsed(markdown));
      },
    ),
    { numRuns: 1_000 },
  );
});

test('thousands of nested marks are shown as typed', () => {
  const markdown = `${'>'.repeat(20_000)} deep`;
  expect(textOf({ type: 'root', children: prose(markdown) }).trim()).toBe(markdown);
  const lists = `${'- '.repeat(300)}deep`;
  expect(textOf({ type: 'root', children: prose(lists) })).toContain('deep');
}, 60_000);

test('the conclusion is the first sentence, and the analysis goes on after it', () => {
  const rest = (markdown: string) => textOf({ type: 'root', children: afterFirstSentence(markdown) }).trim();
  expect(firstSentence('Mr. Hale was wrong by 2.4 million. The minutes say so.')).toBe('Mr. Hale was wrong by 2.4 million.');
  expect(rest('Mr. Hale was wrong by 2.4 million. The minutes say so.')).toBe('The minutes say so.');
  expect(rest('Only this.')).toBe('');
  expect(firstSentence('It is **not** so. More.')).toBe('It is not so.');
  expect(rest('It is **not** so. More.')).toBe('It is not so. More.');
  expect(firstSentence('\n\n> Quoted first. Then more.')).toBe('Quoted first.');
  expect([firstSentence(''), rest('')]).toEqual(['', '']);
});
