import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromWord } from '../../electron/core/importers/testing/clipboards.ts';
import { savedPage } from '../../electron/core/importers/testing/webPages.ts';
import { column, writePdf } from '../../electron/core/importers/testing/writePdf.ts';
import { expect, test } from './app.ts';
import { looking } from './looking.ts';
import { fixture, Reader, Workbench } from './models.ts';
import { originalOf } from './original.ts';
import { command, demoFile, makeCase } from './parts.ts';

// One page draws both hosts: it is looked at in one of them, screen by screen. The other has the specs of what it does.
for (const theme of ['light', 'dark'] as const) {
  test.describe(`${theme} @browser`, () => {
    test.describe.configure({ timeout: 120_000 });

    test('start, and a case with nothing in it', async ({ app }) => {
      makeCase(join(app.casesDir, 'Empty case.assay'));
      await app.page.reload();
      const look = await looking(app, theme);
      await expect(app.page.getByRole('button', { name: 'Open Empty case' })).toBeVisible();
      await look('start');
      await app.page.getByRole('button', { name: 'Open Empty case' }).click();
      const workbench = new Workbench(app.page);
      for (const room of ['Library', 'Claims', 'Evidence', 'Report'] as const) {
        await workbench.go(room);
        await expect(workbench.main.getByRole('heading', { level: 2 }).first()).toBeVisible();
        await look(`empty-${room.toLowerCase()}`);
      }
      await app.page.getByRole('button', { name: /^Search/ }).click();
      await expect(workbench.main.getByRole('heading', { name: 'Search the whole case' })).toBeVisible();
      await look('empty-search');
    });

    test('library, import and dialogs', async ({ app }) => {
      const look = await looking(app, theme);
      const { page } = app;
      const workbench = new Workbench(page);
      await workbench.openDemo();
      await workbench.main.getByRole('row', { name: /FERRY OF FEAR/ }).click();
      await expect(workbench.inspector.getByRole('article', { name: 'Article details' })).toBeVisible();
      await look('library');
      const results = await workbench.import([fixture('quay-wall.txt'), fixture('harbour-board.md')]);
      await look('import-results');
      await results.getByRole('button', { name: 'Done' }).click();
      await page.keyboard.press('ControlOrMeta+Shift+v');
      await expect(page.getByRole('dialog', { name: 'Paste article' })).toBeVisible();
      await look('paste');
      await page.keyboard.press('Escape');
      await command(page, 'Settings…');
      await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
      await look('settings');
      await page.keyboard.press('Escape');
      await command(page, 'Watched folder…');
      await expect(page.getByRole('dialog', { name: 'Watched folder' })).toBeVisible();
      await look('watched-folder');
      await page.keyboard.press('Escape');
      await command(page, 'Keys in use');
      await expect(page.getByRole('dialog', { name: 'Keys in use' })).toBeVisible();
      await look('shortcuts');
      await page.keyboard.press('Escape');
      await command(page, 'About Assay');
      await expect(page.getByRole('dialog', { name: /Assay/ })).toBeVisible();
      await look('about');
      await page.keyboard.press('Escape');
      await page.keyboard.press('ControlOrMeta+k');
      await page.keyboard.type('ferry');
      await expect(page.getByRole('menuitem', { name: /FERRY OF FEAR/ })).toBeVisible();
      await look('palette');
    });

    test('a changed page, words pasted with their markup, and a link', async ({ app }) => {
      const look = await looking(app, theme);
      const { page } = app;
      const workbench = new Workbench(page);
      await workbench.newCase('Trams');
      const saved = (name: string, words: string) => ({
        name,
        mimeType: 'text/html',
        buffer: Buffer.from(savedPage().replace('half of what', words)),
      });
      await workbench.importAndClose([saved('first.html', 'half of what')]);
      const results = await workbench.import([saved('second.html', 'a half of what'), saved('third.html', 'one half of what')]);
      await expect(results.getByRole('button', { name: 'Make all versions of those' })).toBeVisible();
      await look('changed-pages');
      await results.getByRole('button', { name: 'Make all versions of those' }).click();
      await expect(results.getByRole('heading', { name: '2 files are versions of an article that was here' })).toBeVisible();
      await look('new-versions');
      await results.getByRole('button', { name: 'Done' }).click();
      await page.locator('body').evaluate((element, html) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/html', html);
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, fromWord);
      await expect(page.getByRole('radiogroup', { name: 'Take it' })).toBeVisible();
      await look('paste-with-markup');
      await page.keyboard.press('Escape');
      const reader = await workbench.openArticle(/Tram sheds/);
      await reader.text.locator('[data-link]').first().click({ button: 'right' });
      await expect(page.getByRole('menu', { name: 'Link' })).toBeVisible();
      await look('link-menu');
      await page.getByRole('menuitem', { name: 'Open link in browser…' }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      await look('open-link');
    });

    test('an original beside its text', async ({ app }) => {
      const look = await looking(app, theme);
      const { page } = app;
      const workbench = new Workbench(page);
      await workbench.openDemo();
      const words = column(50, 90, ['The wall was measured twice in the spring of last year.', 'Nobody has gone down to it since.']);
      const report = writePdf([{ words }, { words }], { info: { Title: 'Survey' } });
      await workbench.importAndClose([{ name: 'survey.pdf', mimeType: 'application/pdf', buffer: report }]);
      await workbench.openArticle(/Survey/);
      await page.keyboard.press('ControlOrMeta+Shift+o');
      const original = originalOf(page, 'Survey');
      await expect(original.drawn(2)).toBeVisible();
      await page.getByRole('region', { name: /^Text of/ }).focus();
      await page.keyboard.press('j');
      await page.keyboard.press('Shift+o');
      await expect(original.marks).toHaveCount(1);
      await look('original');
    });

    test('reader, alone and split', async ({ app }) => {
      const look = await looking(app, theme);
      const { page } = app;
      const workbench = new Workbench(page);
      await workbench.openDemo();
      const reader = await workbench.openArticle(/They sold our safety/);
      await reader.text.locator('mark[data-lines="1"], mark').first().click();
      await expect(workbench.inspector.getByRole('article', { name: 'Passage' })).toBeVisible();
      await look('reader');
      await reader.select('the papers must be opened today');
      await expect(page.getByRole('toolbar', { name: 'Selection' })).toBeVisible();
      await look('reader-selection');
      await page.keyboard.press('ControlOrMeta+f');
      await expect(page.getByRole('search', { name: 'Find in the article' })).toContainText('1 of 1');
      await look('reader-find');
      await page.keyboard.press('ControlOrMeta+Shift+l');
      await expect(page.getByRole('list', { name: 'Places' }).getByRole('listitem')).toHaveCount(1);
      await look('occurrences');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('search', { name: 'Find in the article' })).toBeHidden();
      await page.keyboard.press('Shift+C');
      await expect(page.getByRole('option').nth(3)).toBeVisible();
      await look('claim-picker');
      await page.keyboard.press('Escape');

      await workbench.go('Claims');
      await workbench.main.getByRole('row', { name: /floating trunk/ }).click();
      const evidence = workbench.inspector.getByRole('listitem').filter({ hasText: 'No trunk has been recovered' });
      await evidence
        .getByRole('button', { name: /Quay & Channel/ })
        .last()
        .click();
      await expect(page.getByRole('region', { name: /^Text of/ })).toHaveCount(2);
      await look('reader-split');
    });

    test('beside the text: passages, coverage, review, and the choice of a link', async ({ app }) => {
      const look = await looking(app, theme);
      const { page } = app;
      const workbench = new Workbench(page);
      await workbench.openDemo();
      const reader = await workbench.openArticle(/what the first note says/);
      await page.keyboard.press('o');
      await expect(page.getByRole('region', { name: 'Coverage of this article' }).getByRole('row').first()).toBeFocused();
      await look('coverage');
      await page.keyboard.press('Escape');
      await page.keyboard.press('z');
      await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Reason' })).toBeFocused();
      await look('skip');
      await page.keyboard.press('Escape');
      await reader.text.focus();
      await page.keyboard.press('p');
      await expect(page.getByRole('region', { name: 'Passages of this article' }).getByRole('row').first()).toBeFocused();
      await look('passages');
      await page.keyboard.press('Escape');

      await workbench.go('Library');
      await workbench.main.getByRole('row', { name: /FERRY OF FEAR/ }).click();
      await workbench.inspector.getByRole('button', { name: 'Open beside the article that is open' }).click();
      const panes = page.getByRole('region', { name: /^Text of/ });
      await expect(panes).toHaveCount(2);
      const [left, right] = [new Reader(page, panes.first()), new Reader(page, panes.last())];
      await left.select('more heat than light');
      await right.select('second safety line');
      await page.keyboard.press('Shift+Enter');
      await expect(page.getByRole('dialog', { name: 'Link the two' })).toBeVisible();
      await look('link');
      await page.keyboard.press('Escape');

      const text = (await left.text.innerText()).replace(
        'the Linnet, with 38 passengers on her ticket machine, lost her guide cable in mid-river',
        'a ferry stopped',
      );
      await left.text.focus();
      await command(page, 'New version of the article…');
      const dialog = page.getByRole('dialog', { name: 'New version' });
      await dialog.getByRole('textbox', { name: 'Text of the new version' }).fill(text);
      await look('new-version');
      await dialog.getByRole('button', { name: 'Add version' }).click();
      await page.getByRole('button', { name: 'Review', exact: true }).first().click();
      await expect(page.getByRole('region', { name: 'Review of waiting passages' })).toBeVisible();
      await look('review');
    });

    test('claims, verdict, evidence', async ({ app }) => {
      const look = await looking(app, theme);
      const { page } = app;
      const workbench = new Workbench(page);
      await workbench.openDemo();
      await workbench.go('Claims');
      await workbench.main.getByRole('row', { name: /floating trunk/ }).click();
      await expect(workbench.claim().words).toBeVisible();
      await look('claims');
      const form = await workbench.claim().writeVerdict();
      await form.getByRole('button', { name: /Record/ }).scrollIntoViewIfNeeded();
      await look('verdict');
      await form.getByRole('button', { name: 'Discard' }).click();
      for (const index of [1, 2]) await workbench.main.getByRole('row').nth(index).getByRole('checkbox').click({ force: true });
      await page
        .getByRole('search', { name: 'Filter claims' })
        .getByRole('button', { name: /^Rating/ })
        .click();
      await expect(page.getByRole('dialog', { name: 'Filter by rating' })).toBeVisible();
      await look('claims-selected');
      await page.keyboard.press('Escape');
      await page.getByRole('toolbar', { name: 'Selected claims' }).getByRole('button', { name: 'Labels' }).click();
      await expect(page.getByRole('dialog', { name: /Labels of/ })).toBeVisible();
      await look('labels');
      await page.keyboard.press('Escape');
      await workbench.inspector.getByRole('button', { name: 'Cite source' }).click();
      await expect(page.getByRole('dialog', { name: 'Cite a source' })).toBeVisible();
      await look('cite');
      await page.keyboard.press('Escape');
      await workbench.go('Evidence');
      await workbench.main.getByRole('row').nth(3).click();
      await expect(workbench.inspector.getByRole('article', { name: 'Evidence' })).toBeVisible();
      await look('evidence');
    });

    test('report, history, search', async ({ app }) => {
      const look = await looking(app, theme);
      const { page } = app;
      const workbench = new Workbench(page);
      await workbench.openDemo();
      await workbench.go('Report');
      await expect(workbench.main.getByText('43 passengers and three crew').first()).toBeVisible();
      await look('report');
      await workbench.go('History');
      await workbench.main.getByRole('heading', { level: 3 }).getByRole('button').nth(1).click();
      await expect(workbench.main.getByRole('heading', { level: 4 }).first()).toBeVisible();
      await look('history');
      await workbench.main.getByRole('tab', { name: 'Trash' }).click();
      await expect(workbench.main.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
      await look('empty-trash');
      await page
        .getByRole('navigation', { name: 'Case' })
        .getByRole('button', { name: /^Search/ })
        .click();
      await page.keyboard.type('cable');
      await expect(page.getByRole('listbox', { name: 'Search results' }).getByRole('option').first()).toBeVisible();
      await look('search');
    });

    test('safekeeping, and a case that does not open', async ({ app }) => {
      const path = join(app.casesDir, 'Water damage.assay');
      copyFileSync(demoFile, path);
      await app.page.reload();
      const look = await looking(app, theme);
      const { page } = app;
      const workbench = new Workbench(page);
      await page.getByRole('button', { name: 'Open Water damage' }).click();
      await page
        .getByRole('navigation', { name: 'Case' })
        .getByRole('button', { name: /^Safekeeping/ })
        .click();
      await expect(workbench.main.getByRole('heading', { name: 'No backup yet' })).toBeVisible();
      await look('empty-safekeeping');
      await workbench.main.getByRole('button', { name: 'Make a backup' }).first().click();
      await workbench.main.getByRole('option', { name: /Made by hand/ }).click();
      await look('safekeeping');
      await workbench.inspector.getByRole('button', { name: 'Restore…' }).click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      await look('restore');
      await page.keyboard.press('Escape');
      await command(page, 'Backup settings…');
      await expect(page.getByRole('dialog', { name: 'Backups' })).toBeVisible();
      await look('backup-settings');
      await page.keyboard.press('Escape');
      await workbench.main.getByRole('tab', { name: 'Checks' }).click();
      await workbench.main.getByRole('button', { name: 'Check the whole case' }).click();
      await expect(workbench.main.getByText('Nothing is wrong.')).toBeVisible();
      await look('checks');
      await workbench.inspector.getByRole('button', { name: 'Look inside' }).click();
      await expect(page.getByRole('note')).toBeVisible();
      await look('inside-a-backup');
      await page.getByRole('button', { name: 'Back to the case as it is now' }).click();
      await expect(page.getByRole('note')).toBeHidden();

      for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
      await expect(page.getByRole('alert').filter({ hasText: 'The file of this case is gone' })).toBeVisible();
      await look('frozen');
      await command(page, 'Close case');
      const damaged = readFileSync(demoFile);
      damaged.fill(0xff, 4_096, 12 * 4_096);
      writeFileSync(path, damaged);
      await page.reload();
      await page.getByRole('button', { name: /^Open (Water damage|The Marrow Bridge)/ }).click();
      await page.getByRole('alert').getByRole('button', { name: 'See what can be saved' }).click();
      await expect(page.getByRole('heading', { name: 'Ways on' })).toBeVisible();
      await look('recovery');
      await page.getByRole('button', { name: 'Restore' }).click();
      await expect(page.getByRole('button', { name: 'Go to the case' })).toBeVisible();
      await look('recovered');
    });

    test('history of a claim, trash, an earlier moment', async ({ app }) => {
      const look = await looking(app, theme);
      const { page } = app;
      const workbench = new Workbench(page);
      await workbench.openDemo();
      await workbench.go('Claims');
      for (const name of [/ferry contract/, /No other company/]) {
        await workbench.main.getByRole('row', { name }).click();
        await page.keyboard.press('Delete');
      }
      await workbench.main.getByRole('row', { name: /floating trunk/ }).click();
      const claim = workbench.claim();
      await claim.words.fill((await claim.words.inputValue()).replace('trunk', 'tree, roots and all,'));
      await claim.words.press('Tab');
      await page.keyboard.press('Escape');
      await workbench.inspector.getByRole('button', { name: 'History of this claim' }).click();
      await workbench.main
        .getByRole('heading', { level: 3, name: /Reword claim/ })
        .getByRole('button')
        .click();
      await expect(workbench.main.locator('ins').first()).toBeVisible();
      await look('history-claim');
      await workbench.main.getByRole('tab', { name: 'Trash' }).click();
      await workbench.main.getByRole('row').first().click();
      await look('trash');
      await workbench.main.getByRole('tab', { name: 'Timeline' }).click();
      await workbench.main
        .getByRole('heading', { level: 3, name: /Record verdict/ })
        .getByRole('button')
        .click();
      await workbench.main.getByRole('button', { name: 'View the case as of here' }).click();
      await expect(page.getByRole('note').filter({ hasText: 'As of' })).toBeVisible();
      await look('as-of');
    });
  });
}
