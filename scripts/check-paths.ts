import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Paths that a document names, in its maps (indented listings) and in its code spans. */
export function namedPaths(markdown: string): string[] {
  const paths = new Set<string>();
  const open: { indent: number; path: string }[] = [];
  let fence: 'none' | 'map' | 'code' = 'none';
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) {
      if (fence === 'none') fence = line === '```' ? 'map' : 'code';
      else fence = 'none';
      open.length = 0;
    } else if (fence === 'map') {
      const indent = line.length - line.trimStart().length;
      const names = line.trim().split(/ {2,}/, 1)[0]!.split(' ');
      // Further in stand only the second lines of descriptions.
      if (indent > 8 || !names.every((name) => /^[\w.-]+(\/[\w.-]+)*\/?$/.test(name))) continue;
      while (open.length > 0 && open.at(-1)!.indent >= indent) open.pop();
      const parent = open.at(-1)?.path ?? '';
      for (const name of names) paths.add(join(parent, name));
      if (names.length === 1 && names[0]!.endsWith('/')) open.push({ indent, path: join(parent, names[0]!) });
    } else if (fence === 'none') {
      for (const [, span] of line.matchAll(/`([^`\s]+)`/g))
        if (/^(electron|shared|renderer|resources|tests|scripts)\/[\w./-]+$/.test(span!)) paths.add(span!);
    }
  }
  return [...paths];
}

/** Paths named in a document that are not there, seen from its folder. */
export function missingPaths(documentPath: string, markdown: string): string[] {
  return namedPaths(markdown).filter((path) => !existsSync(join(dirname(documentPath), path)));
}
