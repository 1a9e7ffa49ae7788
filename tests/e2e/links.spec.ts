import { savedPage } from '../../electron/core/importers/testing/webPages.ts';
import { expect, test, type App } from './app.ts';
import { Workbench, type Reader } from './models.ts';

const linked = 'a company that was founded in February';
const address = 'https://www.lowmere-courier.example/topics/company?id=7';

async function openPage(app: App, page: string): Promise<Reader> {
  const workbench = new Workbench(app.page);
  await workbench.newCase('Trams');
  await workbench.importAndClose([{ name: 'sheds.html', mimeType: 'text/html', buffer: Buffer.from(page) }]);
  return workbench.openArticle(/Tram sheds/);
}

/** Addresses that the browser of the machine was given, once the function returned is called; none of them is asked for. */
async function watchBrowser(app: App): Promise<() => Promise<string[]>> {
  if (app.electron) {
    await app.electron.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { openedOutside: opened });
      shell.openExternal = (asked) => Promise.resolve(void opened.push(asked));
    });
    return () => app.electron!.evaluate(() => (globalThis as unknown as { openedOutside: string[] }).openedOutside);
  }
  const asked: string[] = [];
  await app.page.context().route(/\.example\//, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: 'text/html', body: '<title>Outside</title>' });
  });
  return () => Promise.resolve(asked);
}

/** What was copied, as it is pasted into a field. */
async function copied(app: App): Promise<string> {
  await app.page.keyboard.press('ControlOrMeta+k');
  const field = app.page.getByRole('dialog').getByRole('combobox').or(app.page.getByRole('dialog').getByRole('textbox')).first();
  await field.press('ControlOrMeta+v');
  const text = await field.inputValue();
  await app.page.keyboard.press('Escape');
  return text;
}

test('the address of a link is copied by the keyboard, at the caret, and from the menu of the place', async ({ app }) => {
  const reader = await openPage(app, savedPage());
  await reader.place('has not said');
  await app.page.keyboard.press('y');
  await expect(app.page.getByText('There is no link at the caret.')).toBeVisible();
  await reader.place('founded in February');
  await app.page.keyboard.press('y');
  expect(await copied(app)).toBe(address);

  await reader.text.locator('[data-link]', { hasText: linked }).click({ button: 'right' });
  const menu = app.page.getByRole('menu', { name: 'Link' });
  await expect(menu).toContainText(address);
  await menu.getByRole('menuitem', { name: 'Copy link address' }).click();
  await expect(menu).toBeHidden();
});

test('a link is opened in the browser only after its whole address was agreed to', async ({ app }) => {
  const opened = await watchBrowser(app);
  const reader = await openPage(app, savedPage());
  await reader.text.locator('[data-link]', { hasText: linked }).click();
  expect(await opened()).toEqual([]);
  await reader.place('founded in February');
  await app.page.keyboard.press('Shift+y');
  const asks = app.page.getByRole('alertdialog', { name: 'Open this address in the browser?' });
  await expect(asks).toContainText(address);
  await app.page.keyboard.press('Enter');
  await expect(asks).toBeHidden();
  expect(await opened()).toEqual([]);
  await app.page.keyboard.press('Shift+y');
  await asks.getByRole('button', { name: 'Open in the browser' }).click();
  await expect.poll(opened).toEqual([address]);
});

test('an address that pretends to be another is marked before it is opened', async ({ app }) => {
  const page = savedPage().replace('/topics/company?id=7', 'http://xn--80ak6aa92e.example/login').replace(`>${linked}<`, '>apple.example<');
  const reader = await openPage(app, page);
  await reader.text.locator('[data-link]', { hasText: 'apple.example' }).click({ button: 'right' });
  await app.page.getByRole('menuitem', { name: 'Open link in browser…' }).click();
  const asks = app.page.getByRole('alertdialog');
  await expect(asks).toContainText('http://xn--80ak6aa92e.example/login');
  await expect(asks.getByRole('listitem')).toHaveCount(3);
  await expect(asks).toContainText('The words of the link name “apple.example”');
});
