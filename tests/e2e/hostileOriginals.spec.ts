import { articleMarkup } from '../../electron/core/importers/testing/webPages.ts';
import { startCanary, type Canary } from '../shell/canary.ts';
import { expect, test } from './app.ts';
import { hostilePage, hostileWays } from './hostilePage.ts';
import { Workbench } from './models.ts';
import { originalOf } from './original.ts';

let canary: Canary;
test.beforeEach(async () => {
  canary = await startCanary();
});
test.afterEach(() => canary.close());

const article = `<h1>Tram sheds</h1>${articleMarkup}`;

test('a page that would run, load and lead away does none of it beside its text', async ({ app }) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.newCase('Hostile');
  await workbench.importAndClose([{ name: 'news.html', mimeType: 'text/html', buffer: Buffer.from(hostilePage(canary.origin, article)) }]);
  const before = page.url();
  const navigations: string[] = [];
  page.on('framenavigated', (frame) => navigations.push(frame.url()));
  const reader = await workbench.openArticle(/Harbour news|Tram sheds/);
  await reader.text.focus();
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const original = originalOf(page, '');
  await expect(original.page.getByText('It was the last day to say yes.')).toBeVisible();
  await expect(original.page.getByRole('img', { name: /not kept in this file: A photo of the wall/ })).toBeVisible();
  for (const words of ['Send it', 'Read on elsewhere', 'one', 'six']) await original.page.getByText(words, { exact: true }).click();

  // What was asked of the browser before these frames was asked by now.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 10; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  const told = await page.evaluate(async () => {
    const frame = document.querySelector('iframe')!;
    const inside = frame.contentDocument!;
    return {
      ran: Reflect.get(window, 'ran') as unknown,
      ranInside: Reflect.get(frame.contentWindow!, 'ran') as unknown,
      sandbox: frame.getAttribute('sandbox'),
      address: inside.URL,
      elements: [
        ...inside.querySelectorAll(
          'script, link, meta:not([content^=default]), iframe, object, embed, form, svg, video, audio, source, base, input, [href], [srcset]',
        ),
      ].map(({ tagName }) => tagName),
      handlers: [...inside.querySelectorAll('*')].flatMap((element) => element.getAttributeNames()).filter((name) => name.startsWith('on')),
      addresses: [...inside.querySelectorAll('[src]')]
        .map((element) => element.getAttribute('src'))
        .filter((src) => !src!.startsWith('blob:')),
    };
  });
  expect(told).toEqual({
    ran: undefined,
    ranInside: undefined,
    sandbox: 'allow-same-origin',
    address: 'about:blank',
    elements: [],
    handlers: [],
    addresses: [],
  });
  expect([...canary.hits]).toEqual([]);
  expect(canary.connections()).toBe(0);
  expect(page.url()).toBe(before);
  expect(navigations.filter((address) => address !== 'about:blank')).toEqual([]);
});

test('canary: the same page, put into an ordinary window, does all of it @browser', async ({ app }) => {
  const page = await app.page.context().browser()!.newPage();
  await page.setContent(hostilePage(canary.origin, article, { leaves: false }), { waitUntil: 'commit' });
  await expect.poll(() => hostileWays.filter((way) => !canary.hits.has(way))).toEqual([]);
  await page.getByText('Send it').click();
  await expect.poll(() => canary.hits.has('form') || [...canary.hits].some((name) => name.startsWith('form'))).toBe(true);
  await page.close();
});
