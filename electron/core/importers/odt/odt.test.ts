import { expect, test } from 'vitest';
import { extract } from '../extract.ts';
import { openDocument, quarryReport } from '../testing/openDocument.ts';
import { readInWords } from '../testing/readInWords.ts';

const read = (bytes: Uint8Array) => readInWords({ name: 'report.odt', bytes });

test('a report is read with its headings, lists, tables, quotes and notes; changes as they were accepted', async () => {
  const report = await read(openDocument(quarryReport));
  expect(report.lines).toEqual([
    'heading 1: The quarry at Stenhult',
    'paragraph: Blasting stopped in May, the owner says.',
    'list-item 1: Dust',
    'list-item 2: on roofs',
    'paragraph: It took fifty trucks.',
    'table-cell: Month',
    'table-cell: Blasts',
    'quote: “We heard nothing.”',
    'footnote: Notice to the council.',
  ]);
  expect(report.links).toEqual([['in May', 'https://quarry.example/notice']]);
  expect(report.leftOut).toEqual(['deleted: forty', 'comments: Nils Ek: Count them.', 'hidden: secret', 'page-footer: Internal']);
  expect(report.guesses).toMatchObject({
    title: { value: 'The quarry at Stenhult', method: 'document property Title' },
    byline: { value: 'Eva Holm', method: 'document property Created by' },
    published: { value: '2024-05-02', method: 'document property Created' },
    modified: { value: '2024-05-04' },
    language: { value: 'en-GB' },
  });
});

test('what a box says stands after its paragraph, and a hidden section is left out', async () => {
  const body =
    '<text:p>Before<draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame> and after.</text:p><text:section text:display="none"><text:p>Gone</text:p></text:section>';
  const report = await read(openDocument({ body }));
  expect(report.lines).toEqual(['paragraph: Before and after.', 'paragraph: Boxed']);
  expect(report.leftOut).toEqual(['hidden: Gone']);
});

test('one that a password locks says so', async () => {
  const manifest = '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>';
  expect(await extract({ name: 'a.odt', bytes: openDocument({ body: '', manifest }) })).toMatchObject({ ok: false, reason: 'encrypted' });
});

test('a power is none of the figure before it', async () => {
  const style = (name: string, place: string): string =>
    `<style:style style:name="${name}" style:family="text"><style:text-properties style:text-position="${place}"/></style:style>`;
  const body = '<text:p>10<text:span text:style-name="Up">6</text:span> of 10<text:span text:style-name="Down">6</text:span></text:p>';
  const report = await read(openDocument({ body, styles: style('Up', 'super 58%') + style('Down', '-33% 58%') }));
  expect(report.lines).toEqual(['paragraph: 10⁶ of 106']);
});
