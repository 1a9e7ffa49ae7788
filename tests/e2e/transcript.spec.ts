import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { expect, test } from './app.ts';
import { Reader, Workbench } from './models.ts';
import { originalOf } from './original.ts';

/** A grey picture, as a scanner would make one. */
function picture(side: number, grey: number): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 8;
  const lines = Buffer.alloc((side + 1) * side, grey);
  for (let line = 0; line < side; line++) lines[line * (side + 1)] = 0;
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

const notice = picture(40, 120);
const words = 'Harbour notice\n\nThe ferry to Ostmark does not sail on Sunday.\n\nThe harbour master, Lowmere';
const png = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer });

test('a picture is kept as it is, its text is written by hand, and rests on the very file', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Ferries');
  const results = await workbench.import([png('notice.png', notice)]);
  await expect(results.getByText('This is not a text file. Assay reads no words in it.')).toBeVisible();
  await results.getByRole('button', { name: 'Keep it, and write its text' }).click();
  await expect(results.getByRole('heading', { name: '1 file is kept, without text' })).toBeVisible();
  await results.getByRole('button', { name: 'Write its text' }).click();

  const empty = app.page.getByRole('region', { name: 'No text yet' });
  await expect(empty).toContainText('image/png');
  await empty.getByRole('textbox', { name: 'Transcript' }).fill(words);
  const original = await app.saved(() => empty.getByRole('button', { name: 'Download the original' }).click());
  expect(original.bytes.equals(notice)).toBe(true);
  await empty.getByRole('button', { name: 'Save as its text' }).click();

  const reader = new Reader(app.page, app.page.getByRole('region', { name: /^Text of notice/ }));
  await expect(reader.text).toContainText('The ferry to Ostmark does not sail on Sunday.');
  await expect(reader.text).toContainText('The text is a transcript: it was written by hand for notice.png.');
  await reader.highlight('does not sail on Sunday');
  await app.page.getByRole('button', { name: 'Article details' }).click();
  await expect(workbench.inspector).toContainText('a transcript written by hand');
  await expect(workbench.inspector.getByTitle(createHash('sha256').update(notice).digest('hex'))).toBeVisible();

  // The picture lies beside what was written of it.
  await workbench.inspector.getByRole('button', { name: 'Show', exact: true }).click();
  const shown = originalOf(app.page, 'notice').pages.getByRole('img');
  await expect(shown).toBeVisible();
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(40);

  await reader.text.getByRole('button', { name: 'Correct it…' }).click();
  const correcting = app.page.getByRole('dialog', { name: 'Correct the transcript' });
  await correcting.getByRole('textbox', { name: 'Transcript' }).fill(words.replace('Lowmere', 'Lowmere, 3 May'));
  await correcting.getByRole('button', { name: 'Save as a new version' }).click();
  await expect(reader.text).toContainText('Lowmere, 3 May');
  await expect(reader.mark('does not sail on Sunday')).toBeVisible();
});

test('all files of a batch that give no text are kept with one press, and taken back with one step', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Ferries');
  const results = await workbench.import([
    png('one.png', picture(8, 1)),
    png('two.png', picture(8, 2)),
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    { name: 'words.txt', mimeType: 'text/plain', buffer: Buffer.from(words) },
  ]);
  await expect(results.getByRole('heading', { name: '3 files were not imported' })).toBeVisible();
  await results.getByRole('button', { name: 'Keep all of these' }).click();
  await expect(results.getByRole('heading', { name: '2 files are kept, without text' })).toBeVisible();
  await expect(results.getByRole('heading', { name: '1 file was not imported' })).toBeVisible();
  await results.getByRole('button', { name: 'Done' }).click();
  await expect(workbench.main.getByRole('row')).toHaveCount(1 + 3);
  await workbench.undo();
  await expect(workbench.main.getByRole('row')).toHaveCount(1 + 1);
});
