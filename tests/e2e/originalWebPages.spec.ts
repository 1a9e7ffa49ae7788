import { headline, savedMhtml, savedPage } from '../../electron/core/importers/testing/webPages.ts';
import { expect, test } from './app.ts';
import { Workbench } from './models.ts';
import { originalOf } from './original.ts';
import { flashes } from './survey.ts';

test('a saved page lies beside its text as it looked, with the words marked in it', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.newCase('Sheds');
  await workbench.importAndClose([
    { name: 'sheds.html', mimeType: 'text/html', buffer: Buffer.from(savedPage()) },
    {
      name: 'sheds.mhtml',
      mimeType: 'multipart/related',
      buffer: Buffer.from(
        savedMhtml(savedPage({ charset: 'windows-1252' }).replaceAll(headline, 'Halls for sale').replace('forty trams', 'fifty trams')),
      ),
    },
  ]);
  const reader = await workbench.openArticle(new RegExp(headline));
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const original = originalOf(page, headline);
  await expect(original.page.getByRole('heading', { name: headline })).toBeVisible();
  await expect(original.page.getByText('Accept all of them')).toBeVisible();
  await reader.select('It was the last day to say yes.');
  await page.keyboard.press('Shift+o');
  await expect(original.page.locator('mark')).toHaveText('It was the last day to say yes.');
  await expect(original.page.locator('mark')).toBeInViewport();
  await expect(original.said).toHaveText('');

  // And back: words of the page, in the text.
  await original.page.getByText('Who buys').dblclick();
  await expect.poll(() => flashes(page)).toBe(true);
  await page.keyboard.press('t');
  await expect(reader.text).toBeFocused();
  await original.page.getByText('Advertisement').dblclick();
  await expect(original.said).toContainText('not in the text');

  // What came along in the file is shown; what did not is said.
  await workbench.openArticle(/Halls for sale/);
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const kept = originalOf(page, 'Halls for sale');
  await expect(kept.page.locator('figure img')).toHaveAttribute('src', /^blob:/);
  await workbench.openArticle(new RegExp(headline));
  await expect(original.page.getByRole('img', { name: /not kept in this file: Halls made of brick/ })).toBeVisible();

  // Keys work from within the page.
  await original.page.getByText('Who buys').click();
  await page.keyboard.press('Escape');
  await expect(reader.text).toBeFocused();
});
