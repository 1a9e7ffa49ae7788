import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reportStyles } from './html.ts';

const root = join(import.meta.dirname, '../../..');

test('every style sheet of the report is in its page, and the preview takes them in the same order', () => {
  expect(readdirSync(join(root, 'resources/report')).toSorted()).toEqual(reportStyles.toSorted());
  const preview = readFileSync(join(root, 'renderer/features/report/reportPreview.tsx'), 'utf8');
  const imported = [...preview.matchAll(/resources\/report\/(\w+\.css)'/g)].map(([, name]) => name);
  expect(imported).toEqual(reportStyles.filter((name) => name !== 'page.css'));
});
