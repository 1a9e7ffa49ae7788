import type { Locator, Page } from '@playwright/test';
import { articleMarkup, headline, paragraphs, savedMhtml, savedPage } from '../../electron/core/importers/testing/webPages.ts';
import { expect, test } from './app.ts';
import { Workbench } from './models.ts';

const page = (html = savedPage()) => ({ name: 'tram-sheds.html', mimeType: 'text/html', buffer: Buffer.from(html) });
const title = new RegExp(headline);

async function open(window: Page): Promise<Workbench> {
  const workbench = new Workbench(window);
  await workbench.openDemo();
  return workbench;
}

/** Drops a file onto the window, as a file manager does. */
async function drop(window: Page, name: string, text: string): Promise<void> {
  const carried = await window.evaluateHandle(
    (given) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([given.text], given.name, { type: 'text/html' }));
      return transfer;
    },
    { name, text },
  );
  for (const step of ['dragenter', 'dragover', 'drop']) await window.dispatchEvent('body', step, { dataTransfer: carried });
}

async function leftOut(window: Page): Promise<Locator> {
  await window.getByRole('button', { name: 'What was left out…' }).click();
  const dialog = window.getByRole('dialog', { name: 'What was left out' });
  await expect(dialog).toBeVisible();
  return dialog;
}

test('a saved page is read as its article alone, with its citation and where each part of that comes from', async ({ app }) => {
  const workbench = await open(app.page);
  const results = await workbench.import([page()]);
  await results.getByRole('button', { name: 'Done' }).click();
  const reader = await workbench.openArticle(title);
  for (const words of paragraphs) await expect(reader.text).toContainText(words);
  for (const words of ['We use cookies', 'Advertisement', 'Read more', 'More from the town', 'All rights reserved', 'nobody sees'])
    await expect(reader.text).not.toContainText(words);
  await expect(reader.text.getByText('a company that was founded in February')).toHaveAttribute(
    'title',
    'Led to https://www.lowmere-courier.example/topics/company?id=7',
  );
  await app.page.getByRole('button', { name: 'Article details' }).click();
  const details = app.page.getByRole('article', { name: 'Article details' });
  await expect(details.getByRole('textbox', { name: 'Published' })).toHaveValue('2025-03-04');
  await expect(details.getByRole('textbox', { name: 'Modified' })).toHaveValue('2025-03-05');
  await expect(details.getByRole('textbox', { name: 'Byline' })).toHaveValue('Iris Holm, Jon Vale');
  await expect(details.getByText('Guessed: JSON-LD datePublished')).toBeVisible();
  await expect(details.getByText('Guessed: link rel=canonical')).toBeVisible();
  await expect(details.getByText('text/html', { exact: true })).toBeVisible();
});

test('what was left out can be looked at, and put back as a new version that can be undone', async ({ app }) => {
  const workbench = await open(app.page);
  const hidden = articleMarkup.replace(`<p>${paragraphs[3]}</p>`, `<div class="promo-box"><p>${paragraphs[3]}</p></div>`);
  await (await workbench.import([page(savedPage({ article: hidden }))])).getByRole('button', { name: 'Done' }).click();
  const reader = await workbench.openArticle(title);
  await expect(reader.text).not.toContainText(paragraphs[3]!);
  const dialog = await leftOut(app.page);
  await expect(dialog.getByRole('checkbox', { name: /^Notice of the site We use cookies/ })).toBeVisible();
  await dialog.getByText(paragraphs[3]!).click();
  await dialog.getByRole('button', { name: 'Put back' }).click();
  await expect(dialog).toBeHidden();
  await expect(reader.text).toContainText(paragraphs[3]!);
  await app.page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(reader.text).not.toContainText(paragraphs[3]!);
});

test('a dropped page that holds only the beginning is in, and says so', async ({ app }) => {
  const workbench = await open(app.page);
  const head = '<meta property="article:content_tier" content="locked">';
  await drop(app.page, 'beginning.html', savedPage({ head, article: `<p>${paragraphs[0]}</p>` }));
  const results = app.page.getByRole('dialog', { name: '1 article imported' });
  await expect(results.getByText('1 article may not be whole')).toBeVisible({ timeout: 30_000 });
  await results.getByRole('button', { name: 'Done' }).click();
  await workbench.openArticle(title);
  await expect(app.page.getByText('The file seems to hold only the beginning of the article')).toBeVisible();
});

test('a page saved with its parts in one file is read as well', async ({ app }) => {
  const workbench = await open(app.page);
  const file = { name: 'sheds.mhtml', mimeType: 'multipart/related', buffer: Buffer.from(savedMhtml()) };
  await (await workbench.import([file])).getByRole('button', { name: 'Done' }).click();
  const reader = await workbench.openArticle(title);
  await expect(reader.text).toContainText(paragraphs[1]!);
});
