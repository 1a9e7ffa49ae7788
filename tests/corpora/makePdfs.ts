/**
 * `node tests/corpora/makePdfs.ts FOLDER [COUNT]`: prints PDFs of recombined sentences of the demo articles with a Chromium, in
 * many layouts, and beside each a text file with the paragraphs that it was made of, one a line. `npm run corpora` measures on them.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumPath, unpackChromium } from '../e2e/chromium.ts';

const root = join(import.meta.dirname, '../..');
const [folder = '', count = '48'] = process.argv.slice(2);
if (folder === '') throw new Error('Name a folder for the PDFs.');

/** A small generator: the same layouts and words on every machine. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

const sentences = readdirSync(join(root, 'resources/demo'))
  .flatMap((name) => readFileSync(join(root, 'resources/demo', name), 'utf8').split(/\n+/))
  .filter((line) => line.length > 80 && !/^[#>|*-]|:$/.test(line))
  .flatMap((line) => line.replaceAll(/[*_`[\]]/g, '').match(/[^.!?]+[.!?]["”’)]?(?=\s|$)/g) ?? [])
  .map((sentence) => sentence.trim())
  .filter((sentence) => /^["“‘]?\p{Lu}/u.test(sentence));

interface Layout {
  columns: number;
  indent: boolean;
  justify: boolean;
  divided: boolean;
  font: string;
  size: number;
  tagged: boolean;
  head: boolean;
  lists: boolean;
  table: boolean;
  picture: boolean;
  leading: number;
}

/** Where a word may be divided, roughly: the browser draws a hyphen only where a line ends. */
const divide = (text: string): string => text.replaceAll(/(?<=\p{L}{3}[aeiouy])(?=[bcdglmnprstvw][aeiouy]\p{Ll}{2})/gu, '&shy;');

function makePage(layout: Layout, seed: number): { html: string; paragraphs: string[] } {
  const pick = numbersFrom(seed + 17);
  const paragraphs: string[] = [];
  const shown = (text: string): string => {
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return layout.divided ? divide(escaped) : escaped;
  };
  const words = (most: number): string => {
    const text = Array.from({ length: 1 + pick(most) }, () => sentences[pick(sentences.length)]!).join(' ');
    paragraphs.push(text);
    return shown(text);
  };
  const parts: string[] = [`<h1>${shown(`What the harbour board of ${['Marrow', 'Quayside', 'Estuary'][seed % 3]} decided`)}</h1>`];
  for (let section = 1; section <= 3 + pick(4); section++) {
    parts.push(`<h2>${section}. ${['The wall', 'Costs and dates', 'Who was asked', 'What remains open'][pick(4)]}</h2>`);
    for (let paragraph = 0; paragraph < 3 + pick(7); paragraph++) {
      parts.push(`<p>${words(6)}</p>`);
      if (layout.lists && pick(6) === 0)
        parts.push(`<ul>${Array.from({ length: 2 + pick(3) }, () => `<li>${words(2)}</li>`).join('')}</ul>`);
      if (layout.table && pick(9) === 0)
        parts.push(
          `<table>${Array.from({ length: 4 }, (_, row) => `<tr><td>Berth ${row + 1}</td><td>${1990 + pick(30)}</td><td>${pick(900)} t</td></tr>`).join('')}</table>`,
        );
      if (layout.picture && pick(8) === 0) parts.push('<div class="picture"></div>');
    }
  }
  const margin = layout.head
    ? '@top-center { content: "The Quay and Channel Review"; font: 8pt serif } @bottom-right { content: "Page " counter(page); font: 8pt serif }'
    : '';
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Harbour board ${seed}</title><style>
    @page { size: ${seed % 2 ? 'A4' : 'letter'}; margin: 22mm 20mm; ${margin} }
    body { font: ${layout.size}pt/${layout.leading} ${layout.font}; margin: 0; text-align: ${layout.justify ? 'justify' : 'left'}; hyphens: manual }
    main { columns: ${layout.columns}; column-gap: ${layout.columns === 3 ? 5 : 7}mm }
    h1 { font-size: 1.9em; line-height: 1.2; text-align: left } h2 { font-size: ${seed % 4 === 0 ? 1 : 1.25}em; text-align: left; margin: 1em 0 .4em }
    p { margin: 0 0 ${layout.indent ? 0 : '.8em'}; ${layout.indent ? 'text-indent: 1.4em' : ''} } h2 + p { text-indent: 0 }
    ul { margin: .4em 0 .8em; padding-left: 1.6em; ${seed % 7 ? 'list-style-type: "•  "' : ''} } td { padding: .1em 1.5em .1em 0; font-size: .9em }
    .picture { float: right; width: 34%; height: 90px; border: 1px solid; margin: 0 0 6px 10px }
  </style>${seed % 5 === 0 ? `${parts.shift()!}<main>` : '<main>'}${parts.join('\n')}</main></html>`;
  return { html, paragraphs };
}

function layoutOf(index: number): Layout {
  const pick = numbersFrom(index);
  const flag = (): boolean => pick(2) === 0;
  return {
    columns: [1, 2, 1, 2, 3][index % 5]!,
    indent: flag(),
    justify: flag(),
    divided: flag(),
    font: ['"Source Serif 4", serif', 'sans-serif', 'serif'][pick(3)]!,
    size: [8.5, 9.5, 10, 11, 12][pick(5)]!,
    tagged: index % 4 === 0,
    head: flag(),
    lists: flag(),
    table: pick(3) === 0,
    picture: pick(4) === 0,
    leading: [1.2, 1.35, 1.5][pick(3)]!,
  };
}

const out = resolve(folder);
mkdirSync(out, { recursive: true });
unpackChromium();
const browser = await chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: false });
const page = await browser.newPage();
for (let index = 0; index < Number(count); index++) {
  const layout = layoutOf(index);
  const { html, paragraphs } = makePage(layout, index);
  const name = `${String(index).padStart(3, '0')}-${layout.tagged ? 'tagged' : 'untagged'}-${layout.columns}col`;
  await page.setContent(html);
  await page.pdf({ path: join(out, `${name}.pdf`), preferCSSPageSize: true, tagged: layout.tagged, outline: layout.tagged });
  writeFileSync(join(out, `${name}.txt`), `${paragraphs.join('\n')}\n`);
}
await browser.close();
