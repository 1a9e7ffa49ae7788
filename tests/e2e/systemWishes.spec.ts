import type { Locator } from '@playwright/test';
import { expect, test, type App } from './app.ts';
import { Workbench } from './models.ts';

// What people ask of every program by a setting of their system.

async function reading({ page }: App) {
  const workbench = new Workbench(page);
  await workbench.openDemo();
  const { text } = await workbench.openArticle(/FERRY OF FEAR/);
  await text.locator('mark').nth(1).click();
  await expect(text.locator('[data-id][data-inspected]')).toHaveCount(1);
  return { text, overview: page.getByRole('img', { name: /^Overview/ }) };
}

const style = (locator: Locator, property: string, pseudo?: string): Promise<string> =>
  locator.evaluate((element, [name, part]) => getComputedStyle(element, part).getPropertyValue(name), [property, pseudo] as const);

/** The colours of the system, as the page has them now. */
const system = ({ page }: App, name: string): Promise<string> =>
  page.evaluate((colour) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.cssText = `forced-color-adjust: none; color: ${colour}`;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }, name);

test('where less motion is asked for, nothing moves but what the hand moves', async ({ app }) => {
  const { page } = app;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { text, overview } = await reading(app);
  await text.focus();
  await page.keyboard.press('.');
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ timeline }) => timeline === document.timeline)
      .map((animation) => (animation as CSSAnimation).animationName),
  );
  expect(moving).toEqual([]);
  for (const part of [text.locator('mark').first(), text.locator('[data-id]').first(), overview.locator('canvas'), text])
    expect([await style(part, 'transition-duration'), await style(part, 'scroll-behavior')]).toEqual(['0s', 'auto']);
  // The same places with motion as usual: the caret blinks.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect
    .poll(() => page.evaluate(() => document.getAnimations().filter(({ timeline }) => timeline === document.timeline).length))
    .toBeGreaterThan(0);
});

test('in the colours of the system passages are told apart by their patterns, in text, margin and overview', async ({ app }) => {
  const { page } = app;
  await page.emulateMedia({ forcedColors: 'active' });
  const { text, overview } = await reading(app);
  const [ink, paper, chosen, chosenInk] = await Promise.all(
    ['CanvasText', 'Canvas', 'Highlight', 'HighlightText'].map((name) => system(app, name)),
  );

  const mark = text.locator('mark:not([data-inspected])').first();
  expect([await style(mark, 'color'), await style(mark, 'background-color')]).toEqual([ink, paper]);
  expect(await style(mark, 'background-image')).toContain(ink!);
  const here = text.locator('mark[data-inspected]').first();
  expect([await style(here, 'color'), await style(here, 'background-color')]).toEqual([chosenInk, chosen]);
  // Verdicts that differ have patterns that do.
  const patterns = await text
    .locator('mark:not([data-inspected])')
    .evaluateAll(
      (marks) =>
        new Map(marks.map((each) => [(each as HTMLElement).dataset['tone']!, getComputedStyle(each).getPropertyValue('--pattern')])).size,
    );
  expect(patterns).toBeGreaterThan(2);

  expect(await style(text.locator('[data-id]:not([data-inspected]) > div').first(), 'background-color', '::before')).toBe(ink);
  expect(await style(text.locator('[data-id][data-inspected] > div').first(), 'background-color', '::before')).toBe(chosen);
  // Every stroke of the overview is of the one ink, more or less of it.
  const inks = overview.locator('canvas').evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
    const found = new Set<string>();
    for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) found.add(`rgb(${data[at]}, ${data[at + 1]}, ${data[at + 2]})`);
    return [...found];
  });
  expect(await inks).toEqual([ink]);
});

test('in the colours of the system words can be read, and what the keyboard is at and what is chosen are outlined', async ({ app }) => {
  const { page } = app;
  // The letters of a mark are black there, for its own light ground.
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await reading(app);
  const workbench = new Workbench(page);
  const [ink, chosen] = await Promise.all([system(app, 'CanvasText'), system(app, 'Highlight')]);
  expect(await style(workbench.inspector.getByRole('article', { name: 'Passage' }).locator('mark').first(), 'color')).toBe(ink);

  const outline = async (locator: Locator): Promise<string> =>
    `${await style(locator, 'outline-style')} ${await style(locator, 'outline-color')}`;
  const room = page.getByRole('navigation', { name: 'Case' }).getByRole('button', { name: /^Library/ });
  await expect.poll(() => outline(room)).toBe(`solid ${chosen}`);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('ferry');
  const [first, second] = [page.getByRole('menuitem').first(), page.getByRole('menuitem').nth(1)];
  await expect.poll(() => outline(first)).toBe(`solid ${chosen}`);
  expect(await outline(second)).not.toBe(`solid ${chosen}`);
});
