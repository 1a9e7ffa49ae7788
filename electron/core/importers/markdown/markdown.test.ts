import { expect, test } from 'vitest';
import { extract } from '../extract.ts';
import { readMarkdown } from './markdown.ts';

const shape = (source: string) => readMarkdown(source).blocks.map(({ kind, level, text }) => `${kind}${level ?? ''}: ${text}`);

test('blocks of every kind, as text', () => {
  const source = `# The *old* pool

It was **closed** on [Tuesday](https://example.org/a "why"), ~~they~~ the council said.
A soft break is a space.

> “Never again,” she said.
>
> - quoted item

1. roof
2. boiler
   - valve

| year | loss |
|------|-----:|
| 2023 | 4.5 |

\`\`\`js
one
two
\`\`\`

![A pool](https://example.org/pool.png) stood there.[^1]

***

[^1]: Said twice.
`;
  expect(shape(source)).toEqual([
    'heading1: The old pool',
    'paragraph: It was closed on Tuesday, they the council said. A soft break is a space.',
    'quote: “Never again,” she said.',
    'list-item1: quoted item',
    'list-item1: roof',
    'list-item1: boiler',
    'list-item2: valve',
    'table-cell: year',
    'table-cell: loss',
    'table-cell: 2023',
    'table-cell: 4.5',
    'code: one',
    'code: two',
    'paragraph: A pool stood there.',
    'paragraph: Said twice.',
  ]);
});

test('a hard break is the writer’s own line', () => expect(shape('one  \ntwo')).toEqual(['paragraph: one', 'paragraph: two']));

test('HTML leaves its words and nothing that runs', () => {
  const { blocks } = readMarkdown(
    '<div onclick="alert(1)">Words <b>stay</b></div>\n\n<script>alert(1)</script>\n\nA <img src=x onerror=alert(1)>line<br>break <!-- hidden -->here.',
  );
  const text = blocks.map((block) => block.text).join(' ');
  expect(text.replaceAll(/\s+/g, ' ').trim()).toBe('Words stay A line break here.');
});

test('front matter is read, and a rule before prose is none', () => {
  const read = readMarkdown('---\ntitle: "A: b"\nauthor: Ada Sample\ntags:\n  - one\n---\n\nWords.');
  expect([...read.frontMatter]).toEqual([
    ['title', 'A: b'],
    ['author', 'Ada Sample'],
  ]);
  expect(read.blocks).toEqual([{ kind: 'paragraph', text: 'Words.' }]);
  expect(readMarkdown('---\nA sentence of prose.\n---\n\nWords.').blocks.map(({ text }) => text)).toEqual([
    'A sentence of prose.',
    'Words.',
  ]);
});

test('a file of markup alone has no text', async () => {
  const result = await extract({ name: 'a.md', bytes: new TextEncoder().encode('***\n\n<!-- nothing -->\n') });
  expect(result).toEqual({ ok: false, reason: 'empty' });
});
