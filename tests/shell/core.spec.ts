import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { expect, test } from '../e2e/app.ts';
import { coreOf } from './core.ts';

const article = '# The lantern tax\n\nThe council of Ostrel voted for a lantern tax on Tuesday.\n\nNobody asked the lamplighters.\n';

test('the page names no path, whatever it asks for', async ({ app }) => {
  const core = await coreOf(app.page);
  const path = join(app.casesDir, 'Sneaked.assay');
  await expect(core.cases.openPath({ path, create: true })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  await core.cases.create({ name: 'Lanterns' });
  const started = core.documents.importPaths({ importId: uuid(), paths: ['/etc/hosts'] });
  await expect(started.then(async (progress) => progress.next())).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await core.documents.list({})).toEqual([]);
});

test('an article is read in a process of its own, and a report of it is printed to a tagged PDF with an outline', async ({ app }) => {
  const core = await coreOf(app.page);
  await core.cases.create({ name: 'Lanterns' });
  const file = new File([article], 'lanterns.md', { type: 'text/markdown' });
  const outcomes = [];
  for await (const { outcome } of await core.documents.import({ importId: uuid(), files: [{ name: file.name, file }] }))
    outcomes.push(outcome);
  expect(outcomes).toMatchObject([{ outcome: 'imported', title: 'The lantern tax' }]);
  const services = await app.electron!.evaluate(({ app: application }) => application.getAppMetrics().map(({ name }) => name));
  expect(services).toContain('Assay importer');

  await core.claims.create({ id: uuid(), fields: { text: 'The council voted for a lantern tax.' } });
  const { file: report } = await core.reports.export({ format: 'pdf', title: 'Lanterns' });
  const pdf = Buffer.from(await report.arrayBuffer()).toString('latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf).toContain('/StructTreeRoot');
  expect(pdf).toContain('/MarkInfo');
  expect(pdf).toContain('/Outlines');
});

test('a case is checked in a thread beside the work, and closed in the middle of a check it is one whole file', async ({ app }) => {
  const core = await coreOf(app.page);
  await core.cases.create({ name: 'Lanterns' });
  await core.claims.create({ id: uuid(), fields: { text: 'The council voted for a lantern tax.' } });
  const [result] = await Promise.all([
    core.integrity.verify({}),
    core.claims.create({ id: uuid(), fields: { text: 'Nobody asked the lamplighters.' } }),
  ]);
  expect(result).toMatchObject({ ok: true });
  expect(await core.integrity.status({})).toMatchObject({ last: { ok: true }, running: false });
  const cut = core.integrity.verify({}).catch(() => null);
  await core.cases.close({});
  await cut;
  expect(existsSync(join(app.casesDir, 'Lanterns.assay-wal'))).toBe(false);
});

test('what one window changes, the other is told', async ({ app }) => {
  const second = await app.newWindow();
  const [one, two] = [await coreOf(app.page), await coreOf(second)];
  const heard = await two.events.subscribe({});
  expect(await heard.next()).toMatchObject({ value: { type: 'ready' } });
  await one.cases.create({ name: 'Lanterns' });
  expect(await heard.next()).toMatchObject({ value: { type: 'case' } });
  await one.claims.create({ id: uuid(), fields: { text: 'The council voted for a lantern tax.' } });
  expect(await heard.next()).toMatchObject({ value: { type: 'changed', kind: 'do' } });
});
