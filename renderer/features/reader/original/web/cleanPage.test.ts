import type { Element, Root, RootContent } from 'hast';
import { expect, test } from 'vitest';
import { cleanPage } from './cleanPage.ts';

function elementsOf(tree: Root): Element[] {
  const found: Element[] = [];
  const see = (nodes: readonly RootContent[]): void => {
    for (const node of nodes)
      if (node.type === 'element') {
        found.push(node);
        see(node.children);
      }
  };
  see(tree.children);
  return found;
}

const textOf = (node: Root | RootContent): string =>
  node.type === 'text' ? node.value : 'children' in node ? node.children.map(textOf).join('') : '';

test('what a page says and how it is laid out stays; what runs, loads, embeds or submits goes', () => {
  const { body } = cleanPage(`<body onload="run()" background="https://x.example/b" class="home"><h1 id="top" onclick="run()">Sheds</h1>
    <p style="color: red">Sold <a href="https://x.example/a" ping="https://x.example/p" target="_top">yesterday</a>.</p>
    <script>run()</script><style>p { color: red }</style><noscript><img src="https://x.example/n"></noscript>
    <form action="https://x.example/f"><input name="a"><button formaction="https://x.example/g">Send</button></form>
    <iframe src="https://x.example/i"></iframe><object data="x"><p>Inside</p></object><svg><script>run()</script><a href="javascript:run()"/></svg>
    <math href="javascript:run()"><mi>x</mi></math><video poster="x"><source src="x"></video><template><img src=x onerror=run()></template>
    <a href="javascript:run()">No</a><a href="JaVaScRiPt&colon;run()">Nor this</a><img src="x" srcset="y 2x" onerror="run()" alt="A shed" crossorigin>
    <table background="x"><tr><td colspan="2">Cell</td></tr></table></body>`);
  const elements = elementsOf(body);
  const names = new Set(elements.map(({ tagName }) => tagName));
  for (const gone of [
    'script',
    'style',
    'form',
    'input',
    'iframe',
    'object',
    'svg',
    'math',
    'video',
    'source',
    'template',
    'noscript',
    'mi',
  ])
    expect(names, gone).not.toContain(gone);
  const attributes = new Set(elements.flatMap(({ properties }) => Object.keys(properties)));
  expect([...attributes].toSorted()).toEqual(['alt', 'className', 'colSpan', 'href', 'id', 'src', 'style']);
  expect(elements.flatMap(({ properties }) => properties['href'] ?? [])).toEqual(['https://x.example/a']);
  const said = textOf(body);
  for (const words of ['Sheds', 'Sold yesterday.', 'Send', 'No', 'Nor this', 'Cell']) expect(said).toContain(words);
  expect(said).not.toContain('run()');
  expect(said).not.toContain('Inside');
});

test('its language and style sheets are told, in their order', () => {
  const { language, direction, styles } = cleanPage(`<html lang="fa" dir="rtl"><head><style media="print">a {}</style>
    <link rel="stylesheet" href="main.css" media="screen"><link rel="alternate stylesheet" href="other.css"><link rel="preload" href="x">
    </head><body><style>b {}</style></body></html>`);
  expect([language, direction]).toEqual(['fa', 'rtl']);
  expect(styles).toEqual([
    { text: 'a {}', media: 'print' },
    { address: 'main.css', media: 'screen' },
    { text: 'b {}', media: '' },
  ]);
});
