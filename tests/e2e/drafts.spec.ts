import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { rounds } from '../reliability/rounds.ts';
import { expect, test, type App } from './app.ts';
import { openTrunk, Workbench } from './models.ts';
import { messages } from './parts.ts';

/** Milliseconds within which a word that was typed is on the disk. */
const promised = 1_000;

/** What the disk has of words that were typed: as drafts, and in the rows that they became. */
function onDisk(app: App): string[] {
  const db = new Database(join(app.userDataDir, 'Demo case.assay'), { readonly: true, fileMustExist: true });
  try {
    return db
      .prepare<[], string>(
        'SELECT text FROM draft UNION ALL SELECT markdown FROM note UNION ALL SELECT selection_reason FROM claim UNION ALL SELECT byline FROM document',
      )
      .pluck()
      .all();
  } finally {
    db.close();
  }
}

/** An article of the library with its details beside it. */
async function openFerry(page: Page): Promise<Workbench> {
  const workbench = new Workbench(page);
  await workbench.go('Library');
  await workbench.main.getByRole('row', { name: /FERRY OF FEAR/ }).click();
  return workbench;
}

/** Fields of every kind, how a person comes to them, and the words that stand there. */
const fields: Readonly<Record<string, (page: Page) => Promise<Locator>>> = {
  'a verdict that is not recorded': async (page) => {
    const { inspector } = await openTrunk(page);
    const start = inspector.getByRole('button', { name: /^(Write a|Change) verdict$/ });
    const form = inspector.getByRole('form', { name: /verdict/i });
    await expect(start.or(form)).toBeVisible();
    if (await start.isVisible()) await start.click();
    return form.getByRole('textbox', { name: 'Rationale' });
  },
  'a field that saves itself': async (page) => {
    const { inspector } = await openTrunk(page);
    return inspector.getByRole('textbox', { name: 'Reason for selection' });
  },
  'a source that is not added': async (page) => {
    await openTrunk(page);
    const quote = page.getByRole('dialog', { name: 'Cite a source' }).getByRole('textbox', { name: 'Quote' });
    await page.keyboard.press('Shift+S');
    await expect(quote).toBeVisible();
    return quote;
  },
  'an article that is not pasted': async (page) => {
    await new Workbench(page).go('Claims');
    const text = page.getByRole('dialog', { name: 'Paste article' }).getByRole('textbox');
    await page.keyboard.press('ControlOrMeta+Shift+V');
    await expect(text).toBeVisible();
    return text;
  },
  'a detail of an article': async (page) => (await openFerry(page)).inspector.getByRole('textbox', { name: 'Byline' }),
  'a correction of a citation that is not taken': async (page) => {
    const { inspector } = await openFerry(page);
    await inspector.getByRole('button', { name: 'Paste or open a citation…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Citation for an article' });
    await dialog.getByRole('textbox', { name: 'Citations' }).fill('@misc{ferry, title={FERRY OF FEAR}, author={Quill, Tamsin}}');
    await dialog.getByRole('button', { name: 'Read' }).click();
    return dialog.getByRole('textbox', { name: 'Byline' });
  },
  'a new note': async (page) => {
    const { inspector } = await openTrunk(page);
    return inspector.getByRole('textbox', { name: 'New note' });
  },
};

/** How a window or the whole application comes to its end, and the page that a person goes on with. */
const endings: Readonly<Record<string, { end: (app: App, page: Page) => Promise<Page>; atOnce: boolean }>> = {
  'the window is loaded again': {
    atOnce: true,
    async end(_app, page) {
      await page.reload();
      return page;
    },
  },
  'the window is closed': {
    atOnce: true,
    async end(app, page) {
      const next = await app.newWindow();
      await expect(next.getByRole('navigation', { name: 'Case' })).toBeVisible();
      await page.close({ runBeforeUnload: true });
      await next.evaluate(() => window.dispatchEvent(new Event('focus')));
      return next;
    },
  },
  'the page crashes': { atOnce: false, end: (app, page) => app.crash(page) },
  'the application is killed': { atOnce: false, end: (app) => app.kill() },
};

const sentence = 'Two gauges agree: the wave came at 04:12, “a minute before” the trunk was seen. Überall 👁 — ';

for (const [name, { end, atOnce }] of Object.entries(endings)) {
  // Protects what is being typed from the end of the window; the canary below shows what happens without.
  test(`no character is lost when ${name}`, async ({ app }) => {
    test.setTimeout(rounds(90_000, 3_600_000));
    await new Workbench(app.page).openDemo();
    let { page } = app;
    const kinds = Object.entries(fields);
    for (let round = 0; round < rounds(kinds.length, 50); round++) {
      const [kind, find] = kinds[round % kinds.length]!;
      await test.step(`${kind}, round ${round + 1}`, async () => {
        // No two rounds type the same. Space at the end of a saved text is taken off by the rules of the case.
        const part = [...sentence].slice(0, randomInt(10, sentence.length - 2)).join('');
        const typed = `(${round + 1}) ${part}`.trimEnd();
        const field = await find(page);
        await field.fill('');
        await field.focus();
        await page.keyboard.type(typed);
        if (!atOnce) await expect.poll(() => onDisk(app), { timeout: promised, intervals: [20] }).toContain(typed);
        page = await end(app, page);
        const again = await find(page);
        // What saves itself may have become a note of the claim in the last moment.
        const note = page.getByRole('region', { name: 'Notes' }).getByText(typed.trim(), { exact: true });
        await expect(async () => expect((await note.count()) > 0 || (await again.inputValue()) === typed).toBe(true)).toPass({
          timeout: 5_000,
        });
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      });
    }
  });
}

test('words are lost with the window when nothing keeps them: the canary of the checks above @browser', async ({ app, page }) => {
  await page.addInitScript(() => {
    const { fetch } = window;
    window.fetch = (request, init) =>
      request instanceof Request && request.url.endsWith('/drafts/keep') ? Promise.reject(new TypeError('kept out')) : fetch(request, init);
  });
  await page.reload();
  await new Workbench(page).openDemo();
  const find = fields['a verdict that is not recorded']!;
  await (await find(page)).fill(sentence);
  await page.reload();
  await expect(await find(page)).not.toHaveValue(sentence);
  expect(onDisk(app)).not.toContain(sentence);
});

test('a form that was cancelled shows its words when it is opened again, and can be emptied and filled again', async ({ app, page }) => {
  await new Workbench(page).openDemo();
  const find = fields['a source that is not added']!;
  await (await find(page)).fill('The lock keeper wrote it down.');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Title' }).fill('Log of the lock');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  const quote = await find(page);
  const dialog = page.getByRole('dialog', { name: 'Cite a source' });
  await expect(quote).toHaveValue('The lock keeper wrote it down.');
  await expect(dialog.getByText(/^Restored what you typed at/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(quote).toHaveValue('');
  await expect(dialog.getByText(/^Restored/)).toBeHidden();
  await expect.poll(() => onDisk(app)).not.toContain('Log of the lock');

  await messages(page).getByRole('button', { name: 'Undo' }).click();
  await expect(quote).toHaveValue('The lock keeper wrote it down.');
  await dialog.getByRole('button', { name: 'Add source' }).click();
  await expect(dialog).toBeHidden();
  await expect(await find(page)).toHaveValue('');
  await expect(dialog.getByText(/^Restored/)).toBeHidden();
});

test('words typed over a text that another window changed meanwhile are shown beside it @browser', async ({ app }) => {
  const { page } = app;
  await new Workbench(page).openDemo();
  const find = fields['a field that saves itself']!;
  const other = await app.newWindow();
  // Nothing is saved from here any more: only drafts are.
  await page.route('**/api/claims/update', (route) => route.abort());
  const mine = await find(page);
  await mine.fill('Mine');
  await expect.poll(() => onDisk(app), { timeout: promised }).toContain('Mine');
  await page.close();
  await (await find(other)).fill('Theirs');
  await other.keyboard.press('Tab');
  await expect.poll(() => onDisk(app)).toContain('Theirs');
  expect(onDisk(app)).toContain('Mine');
  await other.reload();
  const question = other.getByRole('alert');
  const field = await find(other);
  await expect(question).toContainText('Theirs');
  await expect(field).toHaveValue('Mine');
  await expect(other.getByRole('button', { name: 'Discard' })).toBeHidden();
  await question.getByRole('button', { name: 'Save mine' }).click();
  await expect(question).toBeHidden();
});

test('words that two windows left in one field are offered one after the other @browser', async ({ app }) => {
  await new Workbench(app.page).openDemo();
  const find = fields['a field that saves itself']!;
  const other = await app.newWindow();
  for (const [page, words] of [
    [app.page, 'Mine'],
    [other, 'Theirs'],
  ] as const) {
    await page.route('**/api/claims/update', (route) => route.abort());
    await (await find(page)).fill(words);
    await expect.poll(() => onDisk(app), { timeout: promised }).toContain(words);
  }
  const page = await app.kill();
  const field = await find(page);
  const question = page.getByRole('alert');
  // The newest are saved at once; the others were typed over another text by then.
  await expect(question).toContainText('Theirs');
  await expect(field).toHaveValue('Mine');
  await question.getByRole('button', { name: 'Take the other text' }).click();
  await expect(question).toBeHidden();
  await expect(field).toHaveValue('Theirs');
  await expect.poll(() => onDisk(app)).not.toContain('Mine');
});

test('after a crash it is said where unfinished words wait, and one step leads there', async ({ app }) => {
  await new Workbench(app.page).openDemo();
  await (await fields['a verdict that is not recorded']!(app.page)).fill(sentence);
  await expect.poll(() => onDisk(app)).toContain(sentence);
  const page = await app.kill();
  const notice = page.getByRole('region', { name: 'Words you had not finished' });
  await expect(notice).toContainText(/Verdict of “A floating trunk/);
  await notice.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('form', { name: /verdict/i }).getByRole('textbox', { name: 'Rationale' })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Rationale' })).toHaveValue(sentence);
  await expect(notice).toBeHidden();

  // Words that are thrown away in their own place are told of no more.
  await page.reload();
  await expect(notice).toBeVisible();
  await fields['a verdict that is not recorded']!(page);
  await page
    .getByRole('form', { name: /verdict/i })
    .getByRole('button', { name: 'Discard' })
    .first()
    .click();
  await expect(notice).toBeHidden();
});

test('what a disk refuses stays in the field, is told, and can be saved as a file @browser', async ({ app, page }) => {
  await new Workbench(page).openDemo();
  await page.route('**/api/drafts/keep', (route) => route.abort());
  await (await fields['a verdict that is not recorded']!(page)).fill(sentence);
  const form = page.getByRole('form', { name: /verdict/i });
  await expect(form.getByRole('alert')).toContainText('What you typed is in this window alone.');
  await expect(page.getByRole('navigation', { name: 'Case' }).getByText(/Not saved/)).toBeVisible();
  const file = await app.saved(() => form.getByRole('button', { name: 'Save what I typed as a file…' }).click());
  expect(file.name).toMatch(/typed\.txt$/);
  expect(file.bytes.toString()).toContain(sentence);
  expect(file.bytes.toString()).toContain('Verdict, rationale');

  // The disk takes words again: they go there by themselves.
  await page.unroute('**/api/drafts/keep');
  await expect.poll(() => onDisk(app), { timeout: 5_000 }).toContain(sentence);
  await expect(form.getByRole('alert')).toBeHidden();
});

/** Makes showing numbers fail, as a fault of ours would, and goes where some are shown. */
async function breakWindow(page: Page): Promise<void> {
  await page.evaluate(() => {
    Number.prototype.toLocaleString = () => {
      throw new Error('broken on purpose');
    };
  });
  await page.getByRole('navigation', { name: 'Case' }).getByRole('button', { name: 'Library' }).click();
}

test('a window that broke says what is safe, and goes on with the words after it is loaded again', async ({ app, page }) => {
  await new Workbench(page).openDemo();
  await (await fields['a verdict that is not recorded']!(page)).fill(sentence);
  await expect.poll(() => onDisk(app)).toContain(sentence);
  await breakWindow(page);
  const broken = page.getByRole('alert', { name: 'Something broke in this window' });
  await expect(broken).toContainText('Everything that was saved is safe, and what you typed is kept.');
  await expect(broken.getByRole('button', { name: 'Save what I typed as a file…' })).toBeHidden();
  await broken.getByRole('button', { name: 'Copy details' }).click();
  await expect(broken.getByRole('button', { name: 'Copied' })).toBeVisible();
  await broken.getByRole('button', { name: 'Reload' }).click();
  await expect(await fields['a verdict that is not recorded']!(page)).toHaveValue(sentence);
});

test('words that the disk refuses are offered as a file by a window that broke @browser', async ({ app, page }) => {
  await new Workbench(page).openDemo();
  await page.route('**/api/drafts/keep', (route) => route.abort());
  await (await fields['a verdict that is not recorded']!(page)).fill(sentence);
  await expect(page.getByRole('form', { name: /verdict/i }).getByRole('alert')).toContainText('in this window alone');
  await breakWindow(page);
  const broken = page.getByRole('alert', { name: 'Something broke in this window' });
  await expect(broken).toContainText('save it as a file before you reload');
  await expect(broken.getByRole('button', { name: 'Reload' })).toBeFocused();
  const file = await app.saved(() => broken.getByRole('button', { name: 'Save what I typed as a file…' }).click());
  expect(file.bytes.toString()).toContain(sentence);
});

for (const [keys, name] of [
  ['n', 'New note'],
  ['c', 'Claim'],
] as const) {
  test(`keys typed right after “${keys}” stand in the field that it opens, and run no command`, async ({ page }) => {
    const workbench = new Workbench(page);
    await workbench.openDemo();
    const reader = await workbench.openArticle(/what the first note says/);
    await reader.select('It should calm a debate that has produced more heat than light.');
    // All of it before the page can paint once: x, j, e, 1 and Delete would be commands.
    await page.evaluate((first) => {
      const press = (key: string): void => {
        const target = document.activeElement!;
        const goesOn = target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        if (goesOn && target instanceof HTMLTextAreaElement) document.execCommand('insertText', false, key);
      };
      for (const key of [first, ...'xjel1 h']) press(key);
    }, keys);
    const field = workbench.inspector.getByRole('textbox', { name, exact: true });
    await expect(field).toBeFocused();
    await page.keyboard.type('!');
    await expect(field).toHaveValue('xjel1 h!');
    await expect(page.getByRole('dialog')).toBeHidden();
  });
}

test('what stands in a field outlasts a look at another window', async ({ app }) => {
  const { page } = app;
  await new Workbench(page).openDemo();
  const { inspector } = await openTrunk(page);
  const label = inspector.getByRole('combobox', { name: 'Add label' });
  await label.click();
  await page.keyboard.type('Flood');
  const other = await app.newWindow();
  await other.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await page.bringToFront();
  await expect(label).toHaveValue('Flood');
});
