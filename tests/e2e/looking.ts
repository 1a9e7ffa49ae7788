import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, type App } from './app.ts';

const usual = { width: 1280, height: 800 };
const wide = { width: 1920, height: 1080 };
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Theme = 'light' | 'dark';
type Look = (screen: string) => Promise<void>;

/** Gives the window a size, in CSS pixels. */
export async function resize({ page, electron }: App, size: typeof usual): Promise<void> {
  if (electron)
    await electron.evaluate(
      ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]!.setContentSize(width, height),
      size,
    );
  else await page.setViewportSize(size);
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(size.width);
}

/** Looks at a screen as three kinds of people do: with a checker of accessibility, for a scroll bar where none belongs, and in a picture. */
export async function looking(app: App, theme: Theme): Promise<Look> {
  const { page } = app;
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await resize(app, usual);
  const shoot = (name: string) =>
    page.screenshot({ path: join(import.meta.dirname, 'screens', `${app.host}-${name}.png`), animations: 'disabled' });
  return async (screen) => {
    await settled(page);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(rules).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
    );
    expect.soft(found, `${screen} in ${theme}`).toEqual([]);
    expect.soft(await page.evaluate(scrolled), `${screen} in ${theme}: what must not scroll`).toEqual([]);
    await shoot(`${screen}-${theme}`);
    if (theme === 'dark') return;
    await resize(app, wide);
    await settled(page);
    await shoot(`${screen}-wide`);
    await resize(app, usual);
  };
}

/** Everything that was asked for is here, and the fonts are. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  // What describes passages is made when the window has nothing else to do.
  await expect.poll(() => page.evaluate(undescribed)).toBe(0);
}

/** Runs in the page: names of descriptions that do not exist. */
const undescribed = (): number =>
  [...document.querySelectorAll('[aria-details]')]
    .flatMap((element) => element.getAttribute('aria-details')!.split(' '))
    .filter((id) => document.getElementById(id) === null).length;

/** Runs in the page: the parts of the frame that are not where they belong. */
function scrolled(): string[] {
  const frame = {
    window: window.scrollY,
    document: document.documentElement.scrollTop,
    body: document.body.scrollTop,
    root: document.getElementById('root')!.scrollTop,
  };
  return Object.entries(frame)
    .filter(([, top]) => top !== 0)
    .map(([name]) => name);
}
