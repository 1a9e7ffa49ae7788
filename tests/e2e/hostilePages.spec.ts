import type { Page } from '@playwright/test';
import { savedMhtml } from '../../electron/core/importers/testing/webPages.ts';
import { startCanary, type Canary } from '../shell/canary.ts';
import { expect, test } from './app.ts';
import { base, escaped, markupOf, mutations, refresh, ways } from './callingOut.ts';
import { Workbench } from './models.ts';

let canary: Canary;
test.beforeEach(async () => void (canary = await startCanary()));
test.afterEach(() => canary.close());

const everything = (origin: string): string => [...ways, ...mutations, base, refresh].map((one) => markupOf(origin, one)).join('\n');

/** Words that are markup, in the text that people read: title, heading, paragraphs, quotes. */
const words = (origin: string): string =>
  `<img src=x: onerror="new Image().src='${origin}/words'"><script>new Image().src='${origin}/words'</script>`;

/** An article around all of it: as markup that is no part of the text, and as words that are. */
function hostilePage(origin: string): string {
  const said = escaped(words(origin));
  const paragraph = 'The harbour board met on Tuesday and heard that the wall, which was built in 1998, had not been looked at since.';
  return `<!doctype html><html><head><title>Harbour wall ${said}</title>
    <meta property="og:title" content="Harbour wall ${said}"><meta name="author" content="${said}">
    <script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: `Harbour wall ${words(origin)}`, author: { name: words(origin) } }).replaceAll('<', '\\u003c')}</script>
    </head><body onload="new Image().src='${origin}/body'"><article><h1>Harbour wall ${said}</h1>
    ${`<p>${paragraph}</p>`.repeat(3)}
    <p>It says: ${said} and <a href="javascript:new Image().src='${origin}/link'">goes on here</a>, <a href="data:text/html,x">and here</a>, for a while.</p>
    <blockquote><p>Quoted: ${said}</p></blockquote><p><img alt="${said}" src="${origin}/alt"> ${paragraph}</p></article>
    ${everything(origin)}</body></html>`;
}

/** From now on the page counts what its policy had to stop: nothing of an article may get so far. */
const countStopped = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const stopped: string[] = [];
    Object.assign(window, { stopped });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      stopped.push(`${violatedDirective} ${blockedURI}`),
    );
  });
const stopped = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { stopped: string[] }).stopped);

const live =
  'iframe, object, embed, base, meta[http-equiv], [onerror], [onload], [onfocus], a[href^="javascript"], a[href^="data"], img[src*="//127"], [style*="url("]';

test('hostile pages, mails and texts are imported, read, found and reported, and nothing in them runs, loads or leads away', async ({
  app,
}) => {
  const { page } = app;
  const workbench = new Workbench(page);
  await workbench.newCase('Hostile');
  await countStopped(page);
  const [origin, address] = [canary.origin, page.url()];
  const html = hostilePage(origin);
  const plain = `Words of the harbour\n\nIt says: ${words(origin)} and goes on.\n\n${everything(origin)}\n`;
  const mail = `From: ${words(origin)} <a@b.example>\nTo: c@d.example\nSubject: Mail of the harbour ${words(origin)}\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n${html}`;
  const file = (name: string, content: string | Uint8Array) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  await workbench.importAndClose([
    file('harbour <img src=x: onerror=alert(1)>.html', html),
    file('saved.mhtml', savedMhtml(html)),
    file('mail.eml', mail),
    file('plain.txt', plain),
    file('marked.md', `# Marked of the harbour\n\n${plain}\n\n[here](javascript:alert(1)) ![x](${origin}/md)\n`),
    file('spoken.srt', `1\n00:00:01,000 --> 00:00:02,000\nSpoken of the harbour: ${words(origin)}\n`),
  ]);

  for (const title of [/^Harbour wall/, /^Mail of the harbour/, /^Words of the harbour/, /^Marked of the harbour/, /spoken/i]) {
    const reader = await workbench.openArticle(title);
    await expect(reader.text).toContainText('new Image().src=');
    await expect(page.locator(live)).toHaveCount(0);
    await page.getByRole('button', { name: 'Article details' }).first().click();
  }
  const reader = await workbench.openArticle(/^Harbour wall/);
  await reader.select('goes on here');
  await page.keyboard.press('c');
  await expect(workbench.claim().words).toHaveValue('goes on here');
  await workbench.claim().write('Claim', words(origin));

  await page
    .getByRole('navigation', { name: 'Case' })
    .getByRole('button', { name: /^Search/ })
    .click();
  await page.getByRole('searchbox', { name: 'Search the case' }).fill('onerror');
  await expect(page.getByRole('listbox', { name: 'Search results' }).getByRole('option').first()).toBeVisible();
  await expect(page.locator(live)).toHaveCount(0);

  await workbench.go('Report');
  await expect(workbench.main.getByText('onerror=').first()).toBeVisible();
  await expect(page.locator(live)).toHaveCount(0);
  for (const format of ['Markdown', 'CSV', 'HTML']) {
    const { bytes } = await app.saved(() => page.getByRole('button', { name: `Export as ${format}` }).click());
    if (format !== 'HTML') continue;
    expect(bytes.toString('utf8')).toContain('&#x3C;img');
    expect(bytes.toString('utf8')).not.toMatch(/<(?:img|script|iframe|object|base)[\s>]/);
  }
  expect(await stopped(page)).toEqual([]);
  expect(page.url().split('#')[0]).toBe(address.split('#')[0]);
  expect([...canary.hits]).toEqual([]);
  expect(canary.connections()).toBe(0);
});

test('canary: the same page calls out in every way where nothing guards it @browser', async ({ browsers }) => {
  const context = await (await browsers()).newContext();
  const raw = await context.newPage();
  await raw.goto(`${canary.origin}/page`);
  for (const one of ways) {
    await raw.setContent(`<!doctype html><body>${markupOf(canary.origin, one)}`, { waitUntil: 'commit' });
    await expect.poll(() => canary.hits.has(one.name), one.name).toBe(true);
  }
  for (const one of mutations) {
    const again = await raw.evaluate(
      (markup) => new DOMParser().parseFromString(markup, 'text/html').body.getHTML(),
      markupOf(canary.origin, one),
    );
    await raw.setContent(again, { waitUntil: 'commit' });
  }
  await expect.poll(() => mutations.filter(({ name }) => canary.hits.has(name)).length).toBeGreaterThan(0);
  await raw.setContent(markupOf(canary.origin, base), { waitUntil: 'commit' });
  await expect.poll(() => canary.hits.has('base/relative')).toBe(true);
  await raw.setContent(markupOf(canary.origin, refresh), { waitUntil: 'commit' });
  await expect.poll(() => canary.hits.has('refresh')).toBe(true);
  await context.close();
});
