import type { Command } from 'commander';
import type { ImportOutcome, MadeVersion } from '../../../shared/contract/documents.ts';
import { countsInWords } from '../../../shared/domain/versions.ts';
import { importWarningTexts } from '../../../shared/domain/wording.ts';
import type { ContractClient } from '../../core/direct.ts';
import { exit, type Exit } from './exit.ts';
import { count, oneLine, withCase, type Io } from './session.ts';

interface ImportOptions {
  case: string;
  create?: boolean;
  keepTextless?: boolean;
  newVersions?: boolean;
  json?: boolean;
}

export function addImport(program: Command, io: Io, finish: (code: Exit) => void): void {
  program
    .command('import')
    .description('import articles: saved web pages, text and Markdown files, and folders of them')
    .argument('<path...>', 'files and folders')
    .requiredOption('--case <file>', 'the case to import into')
    .option('--create', 'make the case when it is not there')
    .option('--keep-textless', 'keep files that give no text (pictures, recordings, scans) as they are')
    .option('--new-versions', 'make files with another text from the address of an article its new versions, not articles of their own')
    .option('--json', 'print what became of each file as JSON')
    .addHelpText(
      'after',
      '\nProgress goes to stderr. A file that fails does not stop the others; the exit code is then 1.\n\nExamples:\n  assay import --case bridges.assay articles/\n  assay import --case new.assay --create --json one.md two.txt\n  assay import --case bridges.assay --new-versions saved-again/',
    )
    .action(async (paths: string[], options: ImportOptions) => {
      const outcomes: ImportOutcome[] = [];
      let versions: Versions = [];
      await withCase(io, options, async ({ client, core, path }) => {
        const importId = core.workbench.newId();
        const progress = await client.documents.importPaths(
          { importId, paths: paths.map(path), keepTextless: options.keepTextless ?? false },
          { signal: io.signal },
        );
        for await (const { done, total, outcome } of progress) {
          outcomes.push(outcome);
          io.err(`${done}/${total} ${describe(outcome)}\n`);
        }
        if (options.newVersions && !io.signal.aborted)
          versions = await makeVersions(client, io, { importId, outcomes, newId: core.workbench.newId });
      });
      const tally = { imported: 0, kept: 0, copy: 0, duplicate: 0, citations: 0, failed: 0 };
      for (const { outcome } of outcomes) tally[outcome]++;
      const made = versions.filter(({ result }) => result.outcome === 'added').length;
      const { kept, copy, duplicate, citations, failed } = tally;
      const imported = tally.imported - made;
      const parts = [
        `${count(imported, 'article')} imported`,
        ...(made > 0 ? [count(made, 'new version')] : []),
        ...(kept > 0 ? [`${kept} kept without text`] : []),
        ...(copy > 0 ? [`${copy} kept as copies`] : []),
        ...(citations > 0 ? [`${count(citations, 'file')} of citations kept`] : []),
        `${duplicate} already there`,
        `${failed} failed`,
      ];
      io.out(
        options.json
          ? `${JSON.stringify({ imported, versions: made, kept, copies: copy, duplicates: duplicate, citations, failed, outcomes, madeVersions: versions })}\n`
          : `${parts.join(', ')}.\n`,
      );
      io.signal.throwIfAborted();
      finish(failed > 0 ? exit.someFailed : exit.done);
    });
}

type Versions = { documentId: string; ofDocumentId: string; result: MadeVersion }[];

/**
 * Makes what was imported beside an article of the same address its new version, or an earlier one where it is the older text, unless
 * something speaks against it, and tells of each.
 */
async function makeVersions(
  client: ContractClient,
  io: Io,
  { importId, outcomes, newId }: { importId: string; outcomes: readonly ImportOutcome[]; newId: () => string },
): Promise<Versions> {
  const items = outcomes.flatMap((outcome) =>
    outcome.outcome === 'imported' && outcome.sameAddress && outcome.sameAddress.doubt !== 'other-edition'
      ? [
          {
            documentId: outcome.documentId,
            ofDocumentId: outcome.sameAddress.documentId,
            versionId: newId(),
            behind: outcome.sameAddress.doubt === 'older',
          },
        ]
      : [],
  );
  const versions: Versions = [];
  if (items.length === 0) return versions;
  for await (const { done, total, title, documentId, ofDocumentId, result } of await client.documents.makeVersions(
    { importId, items },
    { signal: io.signal },
  )) {
    versions.push({ documentId, ofDocumentId, result });
    io.err(`${done}/${total} ${describeVersion(oneLine(title), result)}\n`);
  }
  return versions;
}

function describeVersion(title: string, result: MadeVersion): string {
  if (result.outcome === 'added')
    return [`version ${result.number} of ${title}`, countsInWords(result.counts)].filter((part) => part !== '').join(': ');
  return result.outcome === 'same' ? `no new version of ${title}: it says that already` : `no new version of ${title}: ${result.message}`;
}

const sameAddressTexts = {
  older: 'an older text from the address of',
  'other-edition': 'the AMP or print form, or the page itself, of',
  none: 'another text from the address of',
};

function describe(outcome: ImportOutcome): string {
  const name = oneLine(outcome.name);
  if (outcome.outcome === 'imported')
    return [
      `imported ${name}: ${oneLine(outcome.title)}`,
      ...(outcome.sameAddress ? [`${sameAddressTexts[outcome.sameAddress.doubt ?? 'none']} “${oneLine(outcome.sameAddress.title)}”`] : []),
      ...(outcome.warnings ?? []).map((warning) => importWarningTexts[warning]),
    ].join(' – ');
  if (outcome.outcome === 'kept') return `kept without text ${name}: ${oneLine(outcome.title)}`;
  if (outcome.outcome === 'copy') return `kept as a copy ${name}: ${oneLine(outcome.title)}`;
  if (outcome.outcome === 'citations')
    return `holds citations, not an article ${name}: ${count(outcome.citations, 'citation')}, ${outcome.isNew ? 'kept' : 'kept already'}; take them over with “assay citations import --kept ${outcome.fileId}”`;
  if (outcome.outcome === 'duplicate') return `already there ${name}: ${oneLine(outcome.title)}`;
  return `failed ${name}: ${outcome.message}`;
}
