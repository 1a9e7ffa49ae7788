import { articleMarkup } from '../../electron/core/importers/testing/webPages.ts';
import { startCanary, type Canary } from '../shell/canary.ts';
import { expect, test } from './app.ts';
import { hostilePage, hostileWays } from './hostilePage.ts';
import { Workbench } from './models.ts';
import { originalOf } from './original.ts';
import { pdf } from './survey.ts';

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

/** Two pages; the second draws a form that draws the next one ten times, and so on: it has no end that anybody lives to see. */
function endlessPdf(): Buffer {
  const content = (text: string, resources: string): string => `<< /Length ${text.length} ${resources} >>\nstream\n${text}\nendstream`;
  const depth = 12;
  const forms = Array.from({ length: depth }, (_, level) =>
    content(
      level === depth - 1 ? '0 0 9 9 re f' : '/F Do '.repeat(10),
      `/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /F ${11 + level} 0 R >> >>`,
    ),
  );
  const page = (drawn: number): string =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${drawn} 0 R /Resources << /Font << /F1 7 0 R >> /XObject << /F 10 0 R >> >> >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>',
    page(5),
    page(6),
    content(
      'BT /F1 24 Tf 1 0 0 1 50 760 Tm (Endless survey) Tj /F1 12 Tf 1 0 0 1 50 700 Tm (The wall was measured twice in the spring of last year.) Tj ET',
      '',
    ),
    content('/F Do', ''),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    'null',
    'null',
    ...forms,
  ];
  return Buffer.from(
    `%PDF-1.7\n${objects.map((body, index) => `${index + 1} 0 obj\n${body}\nendobj\n`).join('')}trailer << /Root 1 0 R /Size ${objects.length + 1} >>\n%%EOF\n`,
    'latin1',
  );
}

// Drawn in a worker of the page, which both hosts have: its long time is taken once.
test('a page that has no end is stopped, and costs nothing but itself @browser', async ({ app }) => {
  test.slow();
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.newCase('Endless');
  await workbench.importAndClose([pdf('endless.pdf', endlessPdf())]);
  const reader = await workbench.openArticle(/Endless survey/);
  await page.keyboard.press('ControlOrMeta+Shift+o');
  const original = originalOf(page, '');
  await expect(original.drawn(1)).toBeVisible();
  // While it goes on, the text is read and worked on as ever.
  await reader.highlight('measured twice');
  await expect(original.pane.getByRole('alert')).toContainText('took too long to draw, and was stopped', { timeout: 60_000 });
  await original.pages.focus();
  await page.keyboard.press('p');
  await reader.select('spring of last year');
  await page.keyboard.press('Shift+o');
  await expect(original.marks.first()).toBeInViewport();
  await expect(original.pane.getByRole('alert')).toContainText('was stopped');
});
