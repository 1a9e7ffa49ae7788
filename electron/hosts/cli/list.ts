import { Argument, type Command } from 'commander';
import type { ClaimRow, DocumentSummary } from '../../../shared/domain/entities.ts';
import type { RatingScale } from '../../../shared/domain/ratings.ts';
import type { ContractClient } from '../../core/direct.ts';
import { exit, type Exit } from './exit.ts';
import { columns, oneLine, withCase, type Io } from './session.ts';

const blockSize = 500;

export function addList(program: Command, io: Io, finish: (code: Exit) => void): void {
  program
    .command('list')
    .description('list the articles or the claims of a case')
    .addArgument(new Argument('<what>', 'what to list').choices(['documents', 'claims']))
    .requiredOption('--case <file>', 'the case to read')
    .option('--json', 'print the list as JSON')
    .addHelpText('after', '\nExamples:\n  assay list documents --case bridges.assay\n  assay list claims --case bridges.assay --json')
    .action(async (what: 'documents' | 'claims', options: { case: string; json?: boolean }) => {
      await withCase(io, { ...options, elseReadOnly: true }, async ({ client }) => {
        if (what === 'documents') {
          const documents = await client.documents.list({});
          io.out(options.json ? `${JSON.stringify(documents)}\n` : documentTable(documents));
        } else {
          const claims = await allClaims(client);
          io.out(options.json ? `${JSON.stringify(claims)}\n` : claimTable(claims, (await client.cases.current({}))!.scale));
        }
      });
      finish(exit.done);
    });
}

async function allClaims(client: ContractClient): Promise<ClaimRow[]> {
  const { ids } = await client.claims.ids({});
  const rows: ClaimRow[] = [];
  for (let start = 0; start < ids.length; start += blockSize)
    rows.push(...(await client.claims.rows({ ids: ids.slice(start, start + blockSize) })));
  return rows;
}

function documentTable(documents: readonly DocumentSummary[]): string {
  return columns(
    ['id', 'published', 'publisher', 'passages', 'claims', 'title'],
    documents.map((document) => [
      document.id,
      document.published ?? '',
      oneLine(document.publisher),
      String(document.passages),
      String(document.claims),
      oneLine(document.title),
    ]),
  );
}

function claimTable(claims: readonly ClaimRow[], scale: RatingScale): string {
  const ratingName = (ratingId: string | null): string => scale.ratings.find((rating) => rating.id === ratingId)?.name ?? '';
  return columns(
    ['id', 'rating', 'status', 'for', 'against', 'claimant', 'claim'],
    claims.map((claim) => [
      claim.id,
      ratingName(claim.ratingId),
      claim.status,
      String(claim.supporting),
      String(claim.refuting),
      oneLine(claim.claimant),
      oneLine(claim.shortText || claim.text),
    ]),
  );
}
