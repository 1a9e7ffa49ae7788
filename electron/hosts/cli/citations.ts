import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import {
  fieldsThatDiffer,
  fieldsWorthTaking,
  citationFormat,
  citationMatchNames,
  type CitationFormat,
  type MatchedCitation,
} from '../../../shared/domain/citations.ts';
import type { CitationFields } from '../../../shared/domain/entities.ts';
import type { ContractClient } from '../../core/direct.ts';
import { CliError, exit, type Exit } from './exit.ts';
import { columns, count, oneLine, withCase, type Io, type Session } from './session.ts';
import { writeOut } from './write-out.ts';

interface ImportArguments {
  case: string;
  kept?: string;
  dryRun?: boolean;
  json?: boolean;
}
interface ExportArguments {
  case: string;
  format: CitationFormat;
  out: string;
  documents?: string[];
  json?: boolean;
}
interface StyleArguments {
  case: string;
  add?: string;
  choose?: string;
  json?: boolean;
}

export function addCitations(program: Command, io: Io, finish: (code: Exit) => void): void {
  const citations = program
    .command('citations')
    .description('take citations over into the articles of a case, write those of a case, and see the styles for its report');

  citations
    .command('import')
    .description('take citations (CSL-JSON, BibTeX, RIS) over into the articles that they are about')
    .argument('[file]', 'the file; - for stdin')
    .requiredOption('--case <file>', 'the case with the articles')
    .option('--kept <id>', 'instead of a file: one that is kept with the case, by its id (assay citations files)')
    .option('--dry-run', 'show the matches, and change nothing')
    .option('--json', 'print what became of each entry as JSON')
    .addHelpText(
      'after',
      '\nAn entry is about an article with its DOI, else its address, else its title and date, else its title. One that fits several\narticles, or none, is left out and told; the exit code is then 1. What a person wrote or confirmed stays. All that is taken is one step for undo.\n\nExample:\n  assay citations import --case bridges.assay library.bib',
    )
    .action(async (file: string | undefined, options: ImportArguments) => {
      if ((file === undefined) === (options.kept === undefined))
        throw new CliError('USAGE', exit.usage, 'Name one file, or with --kept one that is kept with the case.');
      finish(
        await withCase(io, { case: options.case, readOnly: options.dryRun === true }, (session) => takeOver(io, session, file, options)),
      );
    });

  citations
    .command('files')
    .description('list the files of citations that came with imports and are kept with a case')
    .requiredOption('--case <file>', 'the case to read')
    .option('--json', 'print the list as JSON')
    .action(async (options: { case: string; json?: boolean }) => {
      await withCase(io, { case: options.case, elseReadOnly: true }, async ({ client }) => {
        const files = await client.citations.files({});
        const rows = files.map(({ id, citations, fileName }) => [id, String(citations), oneLine(fileName)]);
        io.out(options.json ? `${JSON.stringify(files)}\n` : columns(['id', 'citations', 'file'], rows));
      });
      finish(exit.done);
    });

  citations
    .command('export')
    .description('write the citations of a case, or of some of its articles')
    .requiredOption('--case <file>', 'the case to read')
    .addOption(new Option('--format <format>', 'kind of file').choices(citationFormat.options).makeOptionMandatory())
    .requiredOption('--out <path>', 'the file to write; - for stdout')
    .option('--documents <ids>', 'only these articles, in this order (ids, separated by commas)', (value) => value.split(','))
    .option('--json', 'print what was written, and what the format could not hold, as JSON')
    .addHelpText(
      'after',
      '\nWhat the format cannot hold goes to stderr.\n\nExample:\n  assay citations export --case bridges.assay --format bibtex --out bridges.bib',
    )
    .action(async (options: ExportArguments) => {
      await withCase(io, { case: options.case, elseReadOnly: true }, (session) => writeAll(io, session, options));
      finish(exit.done);
    });

  citations
    .command('styles')
    .description('list the styles in which the sources of a report can be set, load one (.csl), or choose one for the case')
    .requiredOption('--case <file>', 'the case')
    .option('--add <file>', 'load a style into the case')
    .option('--choose <id>', 'keep a style with the case, by its id; "none" for Assay’s own')
    .option('--json', 'print the list as JSON')
    .addHelpText('after', '\nExample:\n  assay citations styles --case bridges.assay --choose apa')
    .action(async (options: StyleArguments) => {
      const writes = options.add !== undefined || options.choose !== undefined;
      await withCase(io, { case: options.case, elseReadOnly: !writes }, (session) => showStyles(io, session, options));
      finish(exit.done);
    });
}

async function takeOver(io: Io, { client, path }: Session, given: string | undefined, options: ImportArguments): Promise<Exit> {
  const source =
    given === undefined ? { fileId: options.kept! } : given === '-' ? { text: await io.stdin() } : { file: fileAt(path(given)) };
  const { format, entries, problems } = await client.citations.read({ source });
  const documents = new Map((await client.documents.list({})).map((document) => [document.id, document]));
  const taken = new Map<string, MatchedCitation>();
  const outcomes = entries.map((entry) => {
    const [documentId, ...others] = entry.documentIds;
    const outcome =
      documentId === undefined ? 'no-article' : others.length > 0 ? 'several-articles' : taken.has(documentId) ? 'article-taken' : 'taken';
    if (outcome === 'taken') taken.set(documentId!, entry);
    return {
      number: entry.number,
      line: entry.line,
      key: entry.key,
      title: entry.fields.title ?? '',
      outcome,
      by: entry.by,
      documentIds: entry.documentIds,
      notTaken: entry.notTaken,
    };
  });
  for (const { message } of problems) io.err(`${oneLine(message)}\n`);
  for (const { number, title, outcome, by, documentIds } of outcomes) {
    const article = documents.get(documentIds[0] ?? '')?.title ?? '';
    const words = {
      taken: `${oneLine(article)} (${by ? citationMatchNames[by] : ''})`,
      'no-article': 'no article of the case is like it',
      'several-articles': `several articles are like it: ${documentIds.join(', ')}`,
      'article-taken': `its article takes an earlier entry: ${oneLine(article)}`,
    }[outcome];
    io.err(`${number}/${entries.length} ${oneLine(title)} -> ${words}\n`);
  }
  const items = [...taken].flatMap(([documentId, entry]) => {
    const article = documents.get(documentId)!;
    const wanted = fieldsWorthTaking(entry, article);
    const stays = fieldsThatDiffer(entry, article).filter((field) => !wanted.includes(field));
    if (stays.length > 0) io.err(`${entry.number}/${entries.length} stays as a person wrote it: ${stays.join(', ')}\n`);
    const pick = <Value>(all: Partial<Record<keyof CitationFields, Value>>): Partial<Record<keyof CitationFields, Value>> =>
      Object.fromEntries(wanted.map((field) => [field, all[field]]));
    const fields = pick(entry.fields as Partial<Record<keyof CitationFields, unknown>>) as Partial<CitationFields>;
    return wanted.length === 0 ? [] : [{ documentId, revision: article.revision, fields, origins: pick(entry.origins) }];
  });
  if (items.length > 0 && !options.dryRun) await client.citations.take({ items });
  const left = entries.length - taken.size;
  const done = options.dryRun ? 'would be taken' : 'taken';
  io.out(
    options.json
      ? `${JSON.stringify({ format, taken: options.dryRun ? 0 : taken.size, left, problems, entries: outcomes })}\n`
      : `${count(taken.size, 'citation')} ${done}, ${left} left out, ${count(problems.length, 'problem')}.\n`,
  );
  return left + problems.length > 0 ? exit.someFailed : exit.done;
}

async function writeAll(io: Io, { client, path }: Session, options: ExportArguments): Promise<void> {
  const { file, citations, losses } = await client.citations.export({ documentIds: options.documents ?? null, format: options.format });
  const bytes = Buffer.from(await file.arrayBuffer());
  for (const { title, message } of losses) io.err(`lost: ${oneLine(title)}: ${oneLine(message)}\n`);
  if (options.out === '-') return io.out(bytes.toString('utf8'));
  writeOut(path(options.out), bytes, { option: '--out', cases: [path(options.case)] });
  const written = { path: path(options.out), citations, losses };
  io.out(options.json ? `${JSON.stringify(written)}\n` : `Wrote ${count(citations, 'citation')} to ${written.path}.\n`);
}

async function showStyles(io: Io, { client, path }: Session, options: StyleArguments): Promise<void> {
  const added = options.add === undefined ? null : await client.citations.addStyle({ file: fileAt(path(options.add)) });
  if (added) io.err(`Loaded ${oneLine(added.title)} as ${added.id}.\n`);
  if (options.choose !== undefined) await client.citations.chooseStyle({ styleId: options.choose === 'none' ? null : options.choose });
  const list = await client.citations.styles({});
  io.out(options.json ? `${JSON.stringify(list)}\n` : styleTable(list));
}

function styleTable({ styles, chosen }: Awaited<ReturnType<ContractClient['citations']['styles']>>): string {
  const own = ['none', chosen === null ? 'chosen' : '', 'as Assay sets them'];
  return columns(['id', '', 'style'], [own, ...styles.map(({ id, title }) => [id, id === chosen ? 'chosen' : '', oneLine(title)])]);
}

function fileAt(path: string): File {
  try {
    return new File([readFileSync(path)], basename(path));
  } catch {
    throw new CliError('FILE_MISSING', exit.usage, `${path} cannot be read. Check the path.`);
  }
}
