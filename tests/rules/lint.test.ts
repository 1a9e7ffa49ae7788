import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** One file that breaks one rule, and the rule that must say so. */
const breaches: [path: string, code: string, rule: string][] = [
  ['shared/domain/a1.ts', "import { x } from 'react';\nexport { x };", 'no-restricted-imports'],
  ['shared/domain/a2.ts', "import { readFileSync } from 'node:fs';\nexport { readFileSync };", 'no-restricted-imports'],
  ['shared/domain/a3.ts', "import { x } from '../../electron/core/index.ts';\nexport { x };", 'no-restricted-imports'],
  ['electron/core/claims/b1.ts', "import { app } from 'electron';\nexport { app };", 'no-restricted-imports'],
  ['electron/core/claims/b2.ts', "import { x } from '../../hosts/http.ts';\nexport { x };", 'no-restricted-imports'],
  ['electron/core/claims/b3.ts', "import { x } from '../../native/menu.ts';\nexport { x };", 'no-restricted-imports'],
  ['electron/core/claims/b4.ts', "import type { X } from '../../../renderer/api/client.ts';\nexport type { X };", 'no-restricted-imports'],
  ['electron/core/claims/b5.ts', "import { request } from 'node:https';\nexport { request };", 'no-restricted-imports'],
  ['electron/core/claims/b6.ts', "export const x = () => fetch('https://example.org');", 'no-restricted-globals'],
  ['electron/hosts/c1.ts', "import { app } from 'electron';\nexport { app };", 'no-restricted-imports'],
  ['electron/hosts/c2.ts', "import { x } from '../native/menu.ts';\nexport { x };", 'no-restricted-imports'],
  ['electron/hosts/port.ts', "import { app } from 'electron';\nexport { app };", 'no-restricted-imports'],
  ['electron/d1.ts', "import { x } from './core/store/open.ts';\nexport { x };", 'no-restricted-imports'],
  ['electron/native/d2.ts', "import { x } from '../../renderer/api/client.ts';\nexport { x };", 'no-restricted-imports'],
  ['electron/preload.ts', "import { x } from './window.ts';\nexport { x };", 'no-restricted-imports'],
  ['renderer/api/e1.ts', "import { x } from '../../electron/core/index.ts';\nexport { x };", 'no-restricted-imports'],
  ['renderer/api/e2.ts', "import { readFileSync } from 'node:fs';\nexport { readFileSync };", 'no-restricted-imports'],
  ['renderer/api/e3.ts', "import { x } from '../features/claims/table.ts';\nexport { x };", 'no-restricted-imports'],
  ['renderer/ui/e4.ts', "import { x } from '../api/client.ts';\nexport { x };", 'no-restricted-imports'],
  ['renderer/parts/e5.ts', "import { x } from '../features/claims/table.ts';\nexport { x };", 'no-restricted-imports'],
  ['renderer/features/claims/e6.ts', "import { x } from '../reader/caret.ts';\nexport { x };", 'no-restricted-imports'],
  ['renderer/features/claims/table/e7.ts', "import { x } from '../../reader/caret.ts';\nexport { x };", 'no-restricted-imports'],
  ['renderer/features/claims/e8.ts', "export const x = () => fetch('https://example.org');", 'no-restricted-globals'],
  ['renderer/features/claims/f1.ts', "export const x = (node: Element) => (node.innerHTML = 'x');", 'no-restricted-properties'],
  [
    'renderer/features/claims/f2.ts',
    "export const x = (node: Element) => node.insertAdjacentHTML('afterend', 'x');",
    'no-restricted-properties',
  ],
  ['renderer/features/claims/f3.tsx', "export const X = () => <p dangerouslySetInnerHTML={{ __html: 'x' }} />;", 'no-danger'],
  [
    'renderer/features/claims/f4.tsx',
    "import { useState } from 'react';\nexport const X = ({ a }: { a: boolean }) => (a ? <p>{useState(0)[0]}</p> : null);",
    'rules-of-hooks',
  ],
  ['renderer/features/claims/f5.tsx', 'export const X = () => <img src="x.png" />;', 'alt-text'],
  ['electron/core/claims/g1.ts', "import { g2 } from './g2.ts';\nexport const g1 = () => g2;", 'no-cycle'],
  ['electron/core/claims/g2.ts', "import { g1 } from './g1.ts';\nexport const g2 = () => g1;", 'no-cycle'],
  ['electron/core/claims/g3.ts', 'const work = async () => 1;\nexport const x = () => {\n  work();\n};', 'no-floating-promises'],
  ['electron/core/claims/g4.ts', 'export const x = (value: any) => String(value);', 'no-explicit-any'],
  ['electron/core/claims/g5.ts', '// @ts-ignore\nexport const x: number = 1;', 'ban-ts-comment'],
  ['electron/core/claims/g6.ts', '// FIXME: later\nexport const x = 1;', 'no-warning-comments'],
  ['electron/core/claims/g7.ts', Array.from({ length: 401 }, (_, n) => `export const x${n} = 1;`).join('\n'), 'max-lines'],
  ['electron/core/claims/g8.ts', "console.log('x');", 'no-console'],
];

/** Files that use what is allowed in their room: a rule that forbids everything would pass the breaches too. */
const allowed: [path: string, code: string][] = [
  ['shared/domain/z1.ts', "import * as z from 'zod';\nimport { x } from '../contract/base.ts';\nexport { z, x };"],
  [
    'electron/core/claims/z2.ts',
    "import { readFileSync } from 'node:fs';\nimport { x } from '../../../shared/domain/z1.ts';\nexport { readFileSync, x };",
  ],
  ['electron/hosts/z3.ts', "import { x } from '../core/index.ts';\nexport { x };"],
  ['electron/z4.ts', "import { app } from 'electron';\nimport { x } from './core/index.ts';\nexport { app, x };"],
  ['renderer/features/claims/z5.ts', "import { x } from './z6.ts';\nimport { y } from '../../api/client.ts';\nexport { x, y };"],
  ['renderer/features/claims/table/z7.ts', "import { x } from '../z5.ts';\nimport { y } from '../../../ui/button.tsx';\nexport { x, y };"],
];

let folder: string;
let found: Map<string, string[]>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-lint-'));
  cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { strict: true, allowImportingTsExtensions: true, noEmit: true, jsx: 'react-jsx', types: [] } }),
  );
  for (const [path, code] of [...breaches, ...allowed]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${code}\n`);
  }
  found = lint();
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lint(): Map<string, string[]> {
  let output: string;
  try {
    output = execFileSync(join(root, 'node_modules/.bin/oxlint'), ['--type-aware', '--format', 'json'], { cwd: folder, encoding: 'utf8' });
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  const { diagnostics } = JSON.parse(output) as { diagnostics: { filename: string; code: string }[] };
  const byFile = new Map<string, string[]>();
  for (const { filename, code } of diagnostics) byFile.set(filename, [...(byFile.get(filename) ?? []), code]);
  return byFile;
}

test.each(breaches)('%s is reported', (path, _code, rule) => {
  expect(found.get(path)?.join(' ') ?? '').toContain(rule);
});

test.each(allowed)('%s passes', (path) => {
  expect(found.get(path) ?? []).toEqual([]);
});
