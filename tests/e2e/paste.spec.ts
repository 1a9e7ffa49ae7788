import type { Locator, Page } from '@playwright/test';
import { fromWord, hostile } from '../../electron/core/importers/testing/clipboards.ts';
import { expect, test } from './app.ts';
import { Workbench } from './models.ts';
import { messages } from './parts.ts';

interface Carried {
  text: string;
  html: string;
}

/** Pastes as the keyboard does, what another program would have put on the clipboard. */
async function paste(place: Locator, carried: Carried): Promise<void> {
  await place.evaluate((element, { text, html }) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    if (html !== '') clipboardData.setData('text/html', html);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, carried);
}

const word: Carried = {
  text: 'The quarry at Stenhult\n\nWhat was dug\n\nThe quarry gave forty tons a day, says Stenhult council.',
  html: fromWord,
};
const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Paste article' });

test('words of a word processor are pasted into the library with their headings, lists and links', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Quarry');
  await workbench.go('Library');
  await paste(app.page.locator('body'), word);
  const dialog = dialogOf(app.page);
  await expect(dialog.getByRole('textbox', { name: 'Text of the article' })).toHaveValue(word.text);
  await dialog.getByRole('button', { name: 'Add to the library' }).click();
  await app.page.getByRole('dialog', { name: '1 article imported' }).getByRole('button', { name: 'Done' }).click();
  const reader = await workbench.openArticle(/The quarry at Stenhult/);
  await expect(reader.text.getByRole('heading', { name: 'What was dug' })).toBeVisible();
  await expect(reader.text.getByRole('listitem')).toHaveText(['Granite', 'of it for roads']);
  await expect(reader.text.locator('[data-link]')).toHaveText('Stenhult council');
  await expect(reader.text).not.toContainText('Not for the public');

  // The original is what was pasted.
  await workbench.go('Library');
  await workbench.main.getByRole('row', { name: /Stenhult/ }).click();
  await expect(workbench.inspector).toContainText('text/html');
  const original = await app.saved(() => workbench.inspector.getByRole('button', { name: 'Download', exact: true }).click());
  expect([original.name, String(original.bytes)]).toEqual(['Pasted text.html', fromWord]);
});

test('the same can be taken as plain text, and words that were changed are', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Quarry');
  await workbench.go('Library');
  await app.page.keyboard.press('ControlOrMeta+Shift+v');
  const dialog = dialogOf(app.page);
  const text = dialog.getByRole('textbox', { name: 'Text of the article' });
  const ways = dialog.getByRole('radiogroup', { name: 'Take it' });
  await paste(text, word);
  await expect(ways).toBeVisible();
  await text.pressSequentially('!');
  await expect(ways).toBeHidden();
  await text.fill('');
  await paste(text, word);
  await ways.getByRole('radio', { name: 'As plain text' }).click({ force: true });
  await dialog.getByRole('button', { name: 'Add to the library' }).click();
  await app.page.getByRole('dialog', { name: '1 article imported' }).getByRole('button', { name: 'Done' }).click();
  const reader = await workbench.openArticle(/The quarry at Stenhult/);
  await expect(reader.text).toContainText('The quarry gave forty tons a day');
  await expect(reader.text.locator('[data-link]')).toHaveCount(0);
});

test('a selection is dropped onto the window from another program, and does nothing but say its words', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Quarry');
  await workbench.go('Library');
  const asked: string[] = [];
  app.page.on('request', (request) => void (request.url().includes('canary') && asked.push(request.url())));
  const carried = await app.page.evaluateHandle((html) => {
    const transfer = new DataTransfer();
    transfer.setData('text/html', html);
    return transfer;
  }, hostile);
  for (const step of ['dragenter', 'dragover', 'drop']) await app.page.dispatchEvent('body', step, { dataTransfer: carried });
  await dialogOf(app.page).getByRole('button', { name: 'Add to the library' }).click();
  await app.page.getByRole('dialog', { name: '1 article imported' }).getByRole('button', { name: 'Done' }).click();
  const reader = await workbench.openArticle(/Words that stay/);
  await expect(reader.text).toContainText('Words that stay.');
  expect(await app.page.title()).not.toBe('Taken over');
  expect(asked).toEqual([]);
});

test('words that waited in the dialog are offered back when others are pasted', async ({ app }) => {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Quarry');
  await workbench.go('Library');
  await paste(app.page.locator('body'), { text: 'Words from before.', html: '' });
  await dialogOf(app.page).getByRole('button', { name: 'Cancel' }).click();
  await paste(app.page.locator('body'), word);
  const text = dialogOf(app.page).getByRole('textbox', { name: 'Text of the article' });
  await expect(text).toHaveValue(word.text);
  await messages(app.page).getByRole('button', { name: 'Undo' }).click();
  await expect(text).toHaveValue('Words from before.');
});
