import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { column, writePdf } from '../testing/writePdf.ts';
import { extract } from '../extract.ts';
import type { Extraction } from '../parser.ts';

async function read(bytes: Uint8Array, name = 'paper.pdf'): Promise<Extraction> {
  const result = await extract({ name, bytes });
  if (!result.ok) throw new Error(result.reason);
  return result.extraction;
}

const failure = async (bytes: Uint8Array): Promise<string> => {
  const result = await extract({ name: 'paper.pdf', bytes });
  return result.ok ? 'done' : result.reason;
};

const blocksOf = ({ text, blocks }: Extraction): string[] =>
  blocks.map(
    ({ start, end, kind, level = '', page, lastPage }) =>
      `${page}${lastPage ? `-${lastPage}` : ''} ${kind}${level} | ${text.slice(start, end)}`,
  );

const left = [
  'The harbour board met on Tuesday to hear the',
  'engineer, who had walked the wall at low water and',
  'found that it leans.',
  '   Nobody asked how much. The chair thanked her, and',
  'moved to the budget, which was passed without a vote',
  'and without the two members who had written to the',
];
const right = [
  'paper in March. They came late, and heard of it in',
  'the corridor.',
  '   The next meeting is in May. Until then the wall is',
  'to be watched by a student with a level, who reports',
  'to the office every Friday at noon, and by the sea.',
];

describe('untagged pages', () => {
  test('two columns are read one after the other, and a paragraph goes on from one into the next', async () => {
    const bytes = writePdf([
      { words: [{ text: 'The wall leans', x: 50, y: 60, size: 20, bold: true }, ...column(50, 100, left), ...column(310, 100, right)] },
    ]);
    expect(blocksOf(await read(bytes))).toEqual([
      '1 heading1 | The wall leans',
      '1 paragraph | The harbour board met on Tuesday to hear the engineer, who had walked the wall at low water and found that it leans.',
      '1 paragraph | Nobody asked how much. The chair thanked her, and moved to the budget, which was passed without a vote and without the two members who had written to the paper in March. They came late, and heard of it in the corridor.',
      '1 paragraph | The next meeting is in May. Until then the wall is to be watched by a student with a level, who reports to the office every Friday at noon, and by the sea.',
    ]);
  });

  test('running heads and page numbers are left out, and said; a paragraph that runs over a page stands on both', async () => {
    const page = (number: number, lines: readonly string[]) => ({
      words: [
        { text: 'Quay and Channel Review', x: 220, y: 30, size: 8 },
        ...column(50, 90, lines),
        { text: String(number), x: 290, y: 810, size: 8 },
      ],
    });
    const extraction = await read(writePdf([page(1, left), page(2, right), page(3, ['The end of the report stands here by itself.'])]));
    expect(extraction.blocks.map(({ page: first, lastPage }) => [first, lastPage])).toEqual([
      [1, undefined],
      [1, 2],
      [2, undefined],
      [3, undefined],
    ]);
    expect(extraction.text).not.toMatch(/Review|^\d$/m);
    expect(extraction.leftOut.map(({ text, reason }) => [text, reason])).toEqual([
      ['Quay and Channel Review', 'page-header'],
      ['1', 'page-footer'],
    ]);
  });

  test('words divided at line ends are whole, and compounds keep their hyphen', async () => {
    const lines = [
      'The second-hand hull was inspected by the depart-',
      'ment in June. Its second-',
      'hand cable was not, says the department, although the harb-',
      'our office had asked for the inspec-',
      'tion twice. The harbour wanted an inspection in 2019-',
      '2020, before the Anglo-',
      'Dutch company had so much as heard of the matter at hand.',
    ];
    const { text } = await read(writePdf([{ words: column(50, 90, lines) }]));
    expect(text).toBe(
      'The second-hand hull was inspected by the department in June. Its second-hand cable was not, says the department, although the harbour office had asked for the inspection twice. The harbour wanted an inspection in 2019-2020, before the Anglo-Dutch company had so much as heard of the matter at hand.',
    );
  });

  test('footnotes stand after the text of their page, apart', async () => {
    const words = [
      ...column(50, 90, left.slice(0, 3)),
      ...column(50, 700, ['1 The engineer’s note of 4 March, p. 2, which the', 'board has not published.'], { size: 7, leading: 9 }),
    ];
    expect(blocksOf(await read(writePdf([{ words }]))).at(-1)).toBe(
      '1 footnote | 1 The engineer’s note of 4 March, p. 2, which the board has not published.',
    );
  });

  test('lists have items, and tables have cells', async () => {
    const items = ['• The wall is to be measured once a week, and the', 'figures are to be published.', '• The office answers letters.'];
    const cells = ['Berth', 'Depth', 'Berth 1', '4.2 m', 'Berth 2', '5.1 m'].map((text, index) => ({
      text,
      x: index % 2 ? 200 : 50,
      y: 200 + Math.floor(index / 2) * 14,
    }));
    expect(blocksOf(await read(writePdf([{ words: [...column(50, 90, items), ...cells] }])))).toEqual([
      '1 list-item1 | The wall is to be measured once a week, and the figures are to be published.',
      '1 list-item1 | The office answers letters.',
      ...['Berth', 'Depth', 'Berth 1', '4.2 m', 'Berth 2', '5.1 m'].map((text) => `1 table-cell | ${text}`),
    ]);
  });

  test('writing at the edge that is turned is left out', async () => {
    const words = [...column(80, 90, left), { text: 'Downloaded on 4 March', x: 30, y: 500, turned: 90 }];
    const extraction = await read(writePdf([{ words }]));
    expect(extraction.text).not.toContain('Downloaded');
    expect(extraction.leftOut.map(({ text }) => text)).toEqual(['Downloaded on 4 March']);
  });

  test('words keep the addresses that lie over them, if those are of the web or of mail', async () => {
    const { text, links } = await read(
      writePdf([
        {
          words: [{ text: 'See the register of wrecks for the list.', x: 50, y: 90 }],
          links: [
            { address: 'https://wrecks.example/list', box: [87, 80, 165, 94] },
            { address: 'javascript:alert(1)', box: [50, 80, 70, 94] },
          ],
        },
      ]),
    );
    expect(links.map(({ start, end, address }) => [text.slice(start, end), address])).toEqual([
      ['register of wrecks', 'https://wrecks.example/list'],
    ]);
  });
});

test('letters that a font does not tell are seen to be missing, and warned of', async () => {
  const lines = ['The sheds were sold for \u0081.\u008d million on', 'Tuesday, says the council.'];
  const words = column(50, 90, lines).map((line) => ({ ...line, mute: true }));
  const { text, warnings } = await read(writePdf([{ words }]));
  expect(text).toBe('The sheds were sold for \ufffd.\ufffd million on Tuesday, says the council.');
  expect(warnings).toEqual(['broken-letters']);
  expect((await read(writePdf([{ words: column(50, 90, left) }]))).warnings).toEqual([]);
});

test('all that is left out at an angle is told, also where only its numbers differ', async () => {
  const turned = ['Plot 12', 'Plot 13'].map((text, index) => ({ text, x: 30, y: 500 + index * 100, turned: 90 }));
  const { leftOut } = await read(writePdf([{ words: [...column(80, 90, left), ...turned] }]));
  expect(leftOut.map(({ text }) => text).toSorted()).toEqual(['Plot 12', 'Plot 13']);
});

test('a power or the mark of a note is none of the figure before it', async () => {
  const words = [
    { text: 'The sheds hold 10', x: 50, y: 90 },
    { text: '6', x: 133, y: 86, size: 6 },
    { text: 'bricks.', x: 140, y: 90 },
  ];
  expect((await read(writePdf([{ words }]))).text).toBe('The sheds hold 10⁶ bricks.');
});

describe('what lies over a page', () => {
  const over = [
    { kind: 'field', text: 'Ines Calder', box: [150, 88, 300, 104] },
    { kind: 'tick', text: 'Yes', box: [150, 118, 162, 130] },
    { kind: 'tick', text: 'Off', box: [150, 148, 162, 160] },
    { kind: 'choice', text: 'Twice', box: [150, 178, 300, 194] },
    { kind: 'typed', text: 'Received on 4 March', box: [50, 300, 200, 314] },
    { kind: 'note', text: 'Who was it?', box: [400, 300, 420, 320], author: 'Ada' },
    { kind: 'password', text: 'sesame', box: [150, 208, 300, 224] },
    { kind: 'field', text: 'Not to be seen', box: [150, 238, 300, 254], hidden: true },
  ] as const;
  const words = ['Name', 'Paid', 'Insured', 'How often'].map((text, index) => ({ text, x: 50, y: 100 + index * 30 }));

  test.each([false, true])(
    'is read as it is seen: fields, ticks, typed words; notes are left out, and said (tagged: %s)',
    async (tagged) => {
      const { text, leftOut } = await read(writePdf([{ words, over }], { tagged }));
      const all = `${text}\n${leftOut
        .filter(({ reason }) => reason === 'unproven')
        .map((one) => one.text)
        .join('\n')}`;
      for (const seen of ['Ines Calder', '☒', 'Twice', 'Received on 4 March']) expect(all).toContain(seen);
      expect(all.match(/☒/g)).toHaveLength(1);
      expect(`${text}${JSON.stringify(leftOut)}`).not.toMatch(/sesame|Not to be seen|Never/);
      expect(leftOut.filter(({ reason }) => reason === 'comments').map((one) => one.text)).toEqual(['Ada: Who was it?']);
    },
  );

  test('a field stands beside what it is asked by', async () => {
    expect(
      blocksOf(await read(writePdf([{ words, over }])))
        .slice(0, 2)
        .join(' '),
    ).toMatch(/Name.*Ines Calder/);
  });
});

describe('what a PDF says of itself', () => {
  const body = { words: [{ text: 'A wall that leans', x: 50, y: 60, size: 20 }, ...column(50, 100, left)] };

  test('its properties fill the citation, each with its name', async () => {
    const info = { Title: 'The leaning wall', Author: 'Ines Calder', CreationDate: "D:20240305120000+01'00'", ModDate: 'D:20240401' };
    expect((await read(writePdf([body], { info, language: 'en-GB' }))).guesses).toMatchObject({
      title: { value: 'The leaning wall', method: 'PDF property Title' },
      byline: { value: 'Ines Calder', method: 'PDF property Author' },
      published: { value: '2024-03-05', method: 'PDF property CreationDate (when the file was made)' },
      modified: { value: '2024-04-01', method: 'PDF property ModDate (when the file was last changed)' },
      language: { value: 'en-GB' },
    });
  });

  test.each(['Microsoft Word - wall_final2.docx', 'untitled', 'wall.indd', 'report_v3-final'])('“%s” is no title', async (title) => {
    expect((await read(writePdf([body], { info: { Title: title } }))).guesses.title).toEqual({
      value: 'A wall that leans',
      method: 'largest words on the first page',
    });
  });

  test('a date that the text states goes before the one of the file', async () => {
    const words = [...body.words, { text: 'Published: 12 March 2021', x: 50, y: 300 }];
    const { guesses } = await read(writePdf([{ words }], { info: { CreationDate: 'D:20240305' } }));
    expect(guesses.published?.value).toBe('2021-03-12');
  });
});

describe('what cannot be read', () => {
  test.each([
    ['a page without words', writePdf([{ words: [] }]), 'no-text'],
    ['a password', writePdf([{ words: column(50, 90, left) }], { asksForPassword: true }), 'encrypted'],
    ['a head without a body', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3', 'latin1'), 'damaged'],
  ])('%s', async (_, bytes, reason) => expect(await failure(bytes)).toBe(reason));
});

test('ten thousand pages are read, or refused, in time', { timeout: 60_000 }, async () => {
  const pages = Array.from({ length: 10_000 }, (_, index) => ({ words: [{ text: `Page of number ${index}.`, x: 50, y: 300 }] }));
  const { blocks } = await read(writePdf(pages));
  expect(blocks.at(-1)?.page).toBe(10_000);
});

test('a page that unpacks into what no page needs is refused, and what comes after is read', async () => {
  const packed = deflateSync(Buffer.alloc(200_000_000, ' '), { level: 9 }).toString('latin1');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>',
    `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream`,
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  expect(await failure(Buffer.from(`%PDF-1.7\n${body}trailer << /Root 1 0 R >>`, 'latin1'))).toBe('unsafe');
  expect(await failure(writePdf([{ words: column(50, 90, left) }]))).toBe('done');
});
