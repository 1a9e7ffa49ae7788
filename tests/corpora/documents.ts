import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { nodeFork } from '../../electron/core/importers/fork.ts';
import type { ParseResult } from '../../electron/core/importers/parser.ts';
import { createParserPool } from '../../electron/core/importers/pool.ts';
import { normalise } from '../../shared/text/normalise.ts';

const suffixes = new Set(['.pdf', '.docx', '.docm', '.dotx', '.doc', '.odt', '.ott', '.epub', '.eml', '.rtf', '.srt', '.vtt', '.zip']);

function* filesIn(path: string): Generator<string> {
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) yield* filesIn(join(path, name));
  else if (suffixes.has(extname(path).toLowerCase())) yield path;
}

/**
 * Paragraphs of a document of Word by a reading of its markup that knows nothing of how ours works: everything between `<w:p` and the next
 * one or `</w:p>`, of which the words in `w:t` and `m:t` count. Older forms of text boxes, deleted and moved words, hidden runs and readings above letters
 * are taken out. Null where the file cannot be unpacked.
 */
function paragraphsOf(bytes: Uint8Array): string[] | null {
  try {
    const [main] = Object.values(unzipSync(bytes, { filter: ({ name }) => /^word\/document\d*\.xml$/.test(name) }));
    if (!main) return null;
    const markup = new TextDecoder()
      .decode(main)
      .replaceAll(/<mc:Fallback[ >].*?<\/mc:Fallback>/gs, '')
      .replaceAll(/<w:(del|moveFrom) [^>]*?[^/]>.*?<\/w:\1>/gs, '')
      .replaceAll(/<w:rt>.*?<\/w:rt>/gs, '')
      .replaceAll(/<w:r[ >](?:(?!<\/w:r>).)*?<w:vanish\/>.*?<\/w:r>/gs, '');
    return markup
      .split(/<w:p(?=[ >])/)
      .slice(1)
      .map((piece) => piece.split('</w:p>')[0]!)
      .map((piece) => [...piece.matchAll(/<[wm]:t(?: [^>]*)?>([^<]*)<\/[wm]:t>/g)].map((found) => found[1]!).join(''))
      .filter((text) => text.trim() !== '');
  } catch {
    return null;
  }
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plainly = (text: string): string =>
  normalise([
    {
      kind: 'paragraph',
      text: text.replaceAll(/&(?:#(\d+|x[\da-f]+)|(\w+));/gi, (whole: string, code: string | undefined, name: string | undefined) => {
        const point = code === undefined ? Number.NaN : Number(/^x/i.test(code) ? `0${code}` : code);
        // What is in a text by itself may only look like one.
        return named[name ?? ''] ?? (point <= 0x10ffff ? String.fromCodePoint(point) : whole);
      }),
    },
  ]).text.replaceAll(/\s/g, '');

/** The paragraphs that should come out: those of a document of Word, or those of the text file beside another one, one a line. */
function truthOf(path: string, bytes: Uint8Array): string[] {
  const beside = path.replace(/\.[^.]+$/, '.txt');
  const isWord = /\.do[ct][xm]$/i.test(path);
  const said = isWord ? (paragraphsOf(bytes) ?? []) : existsSync(beside) ? readFileSync(beside, 'utf8').split('\n') : [];
  return said.filter((text) => plainly(text) !== '');
}

/** How many of these paragraphs are blocks of their own. */
function found(paragraphs: readonly string[], result: ParseResult): number {
  const blocks = new Map<string, number>();
  const { text, blocks: all } = result.ok ? result.extraction : { text: '', blocks: [] };
  for (const { start, end } of all) {
    const words = plainly(text.slice(start, end));
    blocks.set(words, (blocks.get(words) ?? 0) + 1);
  }
  return paragraphs.filter((paragraph) => {
    const left = blocks.get(plainly(paragraph)) ?? 0;
    blocks.set(plainly(paragraph), left - 1);
    return left > 0;
  }).length;
}

/** Imports every document below the folders of a folder, through a parser process as the application does, and prints how many were read, why others were not, and how long the slowest took. */
export async function printDocuments(root: string, names: readonly string[]): Promise<void> {
  const parser = createParserPool({ fork: nodeFork(new URL('../../electron/core/importers/process.ts', import.meta.url)), size: 1 });
  for (const folder of readdirSync(root).map((name) => join(root, name))) {
    if (names.length > 0 && !names.some((wanted) => basename(folder).includes(wanted))) continue;
    const kinds = Map.groupBy(filesIn(folder), (path) => extname(path).toLowerCase());
    for (const [kind, files] of kinds) {
      const reasons = new Map<string, number>();
      const missed: string[] = [];
      let [slowest, slowestName, whole, due] = [0, '', 0, 0];
      for (const path of files) {
        const bytes = readFileSync(path);
        const start = performance.now();
        const result = await parser.parse({ name: basename(path), bytes });
        const milliseconds = performance.now() - start;
        if (milliseconds > slowest) [slowest, slowestName] = [milliseconds, basename(path)];
        if (!result.ok) reasons.set(result.reason, (reasons.get(result.reason) ?? 0) + 1);
        const paragraphs = truthOf(path, bytes);
        const good = found(paragraphs, result);
        if (good < paragraphs.length) missed.push(`${basename(path)} ${good}/${paragraphs.length}`);
        whole += good;
        due += paragraphs.length;
      }
      const failed = [...reasons].map(([reason, count]) => `${reason} ${count}`).join(', ');
      const share = due > 0 ? `  paragraphs ${whole}/${due} = ${(whole / due).toFixed(4)}` : '';
      console.log(
        `\n${basename(folder)} ${kind}: ${files.length} files, ${files.length - [...reasons.values()].reduce((sum, count) => sum + count, 0)} read${failed ? `; not: ${failed}` : ''}`,
      );
      console.log(`  slowest ${slowest.toFixed(0)} ms (${slowestName})${share}`);
      for (const line of missed.slice(0, 12)) console.log(`    ${line}`);
    }
  }
  parser.close();
}
