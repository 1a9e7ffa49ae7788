import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, type Locator, type Page } from '@playwright/test';
import { v7 } from 'uuid';
import type { DocumentDetail, TextRange } from '../../shared/domain/entities.ts';
import { quote } from '../../shared/text/anchor.ts';

const root = join(import.meta.dirname, '../..');

/** The case that is shipped with the application. */
export const demoFile = join(root, 'resources/demo.assay');

/** Does a command by its name, found in the palette. */
export async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await expect(palette).toBeVisible();
  await page.keyboard.type(name);
  await palette.getByRole('menu').getByText(name, { exact: true }).first().click();
  await expect(palette).toBeHidden();
}

/** Writes a note on the words that are selected, or on the passage at hand. The keyboard must be in an article. */
export async function writeNote(page: Page, words: string): Promise<void> {
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'New note' })).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('textbox', { name: 'New note' })).toHaveValue('');
}

/** Short messages in the corner. */
export const messages = (page: Page): Locator => page.getByRole('region', { name: 'Messages' });

/** Chooses from a field that opens a list. */
export async function choose(within: Locator, field: string, value: string): Promise<void> {
  await within.getByRole('button', { name: new RegExp(`${field}$`) }).click();
  await within.page().getByRole('option', { name: value }).first().click();
}

/** Holds calls of a procedure back on their way to the disk, until they are let through; in the browser alone. */
export async function holdBack(page: Page, procedure: string): Promise<() => void> {
  let letThrough = (): void => undefined;
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(`**/api/${procedure}`, async (route) => {
    await held;
    await route.continue();
  });
  return () => letThrough();
}

/** A second Assay that has a case open, until `close`. */
export async function holdOpen(path: string): Promise<{ close(): Promise<void> }> {
  const userData = mkdtempSync(join(tmpdir(), 'assay-other-'));
  const other = spawn(process.execPath, [join(root, 'electron/hosts/serve.ts'), '--no-open', '--json', '--case', path], {
    env: { ...process.env, ASSAY_USER_DATA: userData, ASSAY_CASES: userData, ASSAY_SQLITE_BINDING: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(createInterface({ input: other.stdout }), 'line');
  return {
    async close() {
      const ended = once(other, 'exit');
      other.kill('SIGINT');
      await ended;
      rmSync(userData, { recursive: true, force: true });
    },
  };
}

/** Calls the command line on a case, and returns its answer. */
function assay(path: string, given: readonly string[], input = ''): unknown {
  const answer = execFileSync(process.execPath, [join(root, 'electron/hosts/cli.ts'), ...given, '--case', path, '--json'], {
    env: { ...process.env, ASSAY_SQLITE_BINDING: '' },
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    // Its progress is no news; what it says as it fails is in the error.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return JSON.parse(answer);
}

const call = (path: string, procedure: string, input: unknown): unknown =>
  assay(path, ['call', procedure, '--input', '-'], JSON.stringify(input));

/** An empty case, made by the command line. */
export const makeCase = (path: string): void => void assay(path, ['create']);

/**
 * A case with one article in it, and with more passages than a hand would make: at the ranges that are chosen over its stored text,
 * which is returned.
 */
export function makeArticle(path: string, text: string, rangesOf: (stored: string) => TextRange[] = () => []): string {
  makeCase(path);
  const source = `${path}.txt`;
  writeFileSync(source, text);
  assay(path, ['import', source]);
  rmSync(source);
  const [{ id: documentId }] = call(path, 'documents.list', {}) as [{ id: string }];
  const { version } = call(path, 'documents.get', { documentId }) as DocumentDetail;
  const passages = rangesOf(version.text).map((range) => ({
    id: v7(),
    documentId,
    anchor: { versionId: version.id, ranges: [range], exact: quote(version.text, [range]) },
  }));
  if (passages.length > 0) call(path, 'passages.createMany', { passages });
  return version.text;
}
