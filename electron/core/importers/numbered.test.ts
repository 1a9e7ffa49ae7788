import { expect, test } from 'vitest';
import { extract } from './extract.ts';
import { openDocument } from './testing/openDocument.ts';
import { paragraphs, savedPage } from './testing/webPages.ts';
import { paragraph, run, wordDocument } from './testing/wordDocument.ts';

/** What numbering puts before each block that has any, and its words. */
async function numbered(name: string, bytes: Uint8Array | string): Promise<string[]> {
  const result = await extract({ name, bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes });
  if (!result.ok) throw new Error(result.reason);
  const { text, blocks } = result.extraction;
  return blocks.flatMap(({ marker, start, end }) => (marker === undefined ? [] : [`${marker} ${text.slice(start, end)}`]));
}

const article = paragraphs.map((words) => `<p>${words}</p>`).join('');
const page = (markup: string): Promise<string[]> => numbered('page.html', savedPage({ article: article + markup }));

test('items of a page have the numbers that a browser gives them', async () => {
  expect(
    await page(
      '<ol><li>The council voted.</li><li><p>The tram stopped.</p><p>It stood for an hour.</p></li><li value="7">The mayor left.</li><li>Then the rest.</li></ol>',
    ),
  ).toEqual(['1. The council voted.', '2. The tram stopped.', '7. The mayor left.', '8. Then the rest.']);
  expect(await page('<ol reversed><li>Third of them all.</li><li>Second of them.</li><li>The winner.</li></ol>')).toEqual([
    '3. Third of them all.',
    '2. Second of them.',
    '1. The winner.',
  ]);
  expect(await page('<ol type="a" start="3"><li>Said in public.</li><ul><li>A bullet.</li></ul><li>Said again.</li></ol>')).toEqual([
    'c. Said in public.',
    'd. Said again.',
  ]);
  expect(await page('<ol style="list-style-type: upper-roman"><li>The first part.</li></ol>')).toEqual(['I. The first part.']);
  expect(await page('<ol style="list-style: none"><li>Nobody counts this.</li></ol><ul><li>Nor this one.</li></ul>')).toEqual([]);
});

test('items of Markdown have theirs, from the first on', async () => {
  expect(await numbered('list.md', '4. Four\n   went on\n\n   and more\n5. Five\n   - a bullet\n\n- another\n')).toEqual([
    '4. Four went on',
    '5. Five',
  ]);
});

test('paragraphs of Rich Text have what stands before them, but no bullets', async () => {
  const list = (shown: string, words: string): string => `\\pard\\ls1{\\listtext\\pard\\plain ${shown}\\tab}${words}\\par`;
  expect(
    await numbered(
      'a.rtf',
      `{\\rtf1\\ansi ${list('1.', 'First')}${list("\\'b7", 'Bullet')}${list('b)', 'Second')}${list('o', 'Round')} \\pard Plain\\par}`,
    ),
  ).toEqual(['1. First', 'b) Second']);
});

test('items that were copied in Word keep what it wrote before them, which is none of their words', async () => {
  const item = (shown: string, words: string): string =>
    `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${shown}<span>&nbsp; </span></span><![endif]>${words}</p>`;
  const bytes = new TextEncoder().encode(`<html><body>${item('3)', 'Granite')}${item('o', 'Round')}</body></html>`);
  const result = await extract({ name: 'Pasted text.html', bytes, pasted: true });
  expect(result).toMatchObject({ extraction: { text: 'Granite\nRound' } });
  expect(result.ok && result.extraction.blocks.map(({ marker }) => marker)).toEqual(['3)', undefined]);
});

const level = (at: number, format: string, text: string, more = ''): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`;
const item = (words: string, list: number, at = 0): string =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${run(words)}</w:p>`;
const list = (id: number, kind: number, more = ''): string => `<w:num w:numId="${id}"><w:abstractNumId w:val="${kind}"/>${more}</w:num>`;
const word = (body: string, kinds: string[], lists: string, styles = ''): Promise<string[]> =>
  numbered(
    'a.docx',
    wordDocument({
      body,
      parts: {
        styles,
        numbering: kinds.map((levels, id) => `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`).join('') + lists,
      },
    }),
  );

test('paragraphs of Word are counted by level; a level begins anew below one that went on', async () => {
  const legal = level(0, 'decimal', '%1.') + level(1, 'decimal', '%1.%2') + level(2, 'lowerLetter', '(%3)');
  const body = [
    item('Parties', 1),
    item('The council', 1, 1),
    item('The company', 1, 1),
    item('of Lowmere', 1, 2),
    paragraph('Between them:'),
    item('Payment', 1),
    item('Three million', 1, 1),
    item('in time', 1, 2),
  ];
  expect(await word(body.join(''), [legal], list(1, 0))).toEqual([
    '1. Parties',
    '1.1 The council',
    '1.2 The company',
    '(a) of Lowmere',
    '2. Payment',
    '2.1 Three million',
    '(a) in time',
  ]);
});

test('lists of Word of one kind count on, unless one begins anew; headings are numbered by their style; deleted ones are not', async () => {
  const kind = level(0, 'upperRoman', '%1') + level(1, 'decimal', '%1.%2', '<w:isLgl/>');
  const headings = level(0, 'decimal', '§ %1', '<w:pStyle w:val="Heading1"/>');
  const anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>';
  const styles =
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>';
  const deleted = `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>Gone</w:delText></w:r></w:del></w:p>`;
  const body = [
    item('One', 1),
    deleted,
    item('Two', 2),
    item('of two', 2, 1),
    item('Four', 3),
    item('Five', 3),
    paragraph('Scope', 'Heading1'),
    paragraph('Duties', 'Heading1'),
  ];
  expect(await word(body.join(''), [kind, headings], list(1, 0) + list(2, 0) + list(3, 0, anew) + list(4, 1), styles)).toEqual([
    'I One',
    'II Two',
    '2.1 of two',
    'IV Four',
    'V Five',
    '§ 1 Scope',
    '§ 2 Duties',
  ]);
});

test('where Word numbers in a way that is not known here, no number is told rather than a wrong one', async () => {
  const words = level(0, 'cardinalText', '%1.') + level(1, 'decimal', '%1.%2');
  expect(await word(item('One', 1) + item('of one', 1, 1), [words], list(1, 0))).toEqual([]);
  expect(await word(item('A bullet', 1), [level(0, 'bullet', '')], list(1, 0))).toEqual([]);
});

test('items and headings of OpenDocument are counted as their styles say', async () => {
  const number = (at: number, form: string, more: string): string =>
    `<text:list-level-style-number text:level="${at}" style:num-format="${form}" ${more}/>`;
  const automatic =
    `<text:list-style style:name="L1">${number(1, '1', 'style:num-suffix="."')}${number(2, 'a', 'style:num-prefix="(" style:num-suffix=")"')}</text:list-style>` +
    `<text:list-style style:name="L2">${number(1, '1', '')}${number(2, '1', 'text:display-levels="2"')}</text:list-style>` +
    '<text:list-style style:name="L3"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>';
  const styles =
    '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/></text:outline-style>';
  const items = (style: string, inner: string, more = ''): string => `<text:list text:style-name="${style}" ${more}>${inner}</text:list>`;
  const one = (words: string, inner = '', more = ''): string =>
    `<text:list-item ${more}><text:p>${words}</text:p>${inner}</text:list-item>`;
  const below = (inner: string): string => `<text:list>${inner}</text:list>`;
  const body = [
    '<text:h text:outline-level="1">Dust</text:h>',
    items('L1', one('On roofs', below(one('of barns') + one('of houses'))) + one('On fields')),
    items('L1', one('In wells'), 'text:continue-numbering="true"'),
    items('L1', `<text:list-header><text:p>Unnumbered</text:p></text:list-header>${one('Begun anew')}`),
    '<text:h text:outline-level="1">Noise</text:h>',
    items('L2', one('Day', below(one('Morning'))) + one('Night', '', 'text:start-value="9"')),
    items('L3', one('A bullet')),
  ];
  expect(await numbered('a.odt', openDocument({ body: body.join(''), automatic, styles }))).toEqual([
    'I. Dust',
    '1. On roofs',
    '(a) of barns',
    '(b) of houses',
    '2. On fields',
    '3. In wells',
    '1. Begun anew',
    'II. Noise',
    '1 Day',
    '1.1 Morning',
    '9 Night',
  ]);
});
