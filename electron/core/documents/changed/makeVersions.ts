import type { MadeVersion } from '../../../../shared/contract/documents.ts';
import { AssayError } from '../../../../shared/domain/errors.ts';
import type { DocumentSummary } from '../../../../shared/domain/entities.ts';
import { named } from '../../../../shared/text/shortText.ts';
import type { CaseContext } from '../../procedure.ts';
import type { Row } from '../../store/tables.ts';
import type { Transaction } from '../../store/transact.ts';
import { addVersionFrom } from '../../versions/add.ts';
import { countsOfVersion, readStoredVersion } from '../../versions/queries.ts';
import { listCopies } from '../copies/queries.ts';
import { readDocument } from '../queries.ts';
import { removeDocument } from '../remove.ts';
import { isWorkedOn, madeInImport, originalsOf } from './queries.ts';
import { inOrderOfWriting } from './sameAddress.ts';

type MakeContext = Pick<CaseContext, 'store' | 'newId' | 'workbench'>;

interface Item {
  documentId: string;
  ofDocumentId: string;
  versionId: string;
  /** It is an older text than the current one, and stands behind it. */
  behind: boolean;
}

/**
 * Makes documents new versions of others, the oldest text first, and tells of each. One that was worked on, or has versions of its own,
 * stays what it is and is told as refused; so is one whose text the other says already.
 */
export async function* makeVersions(
  context: MakeContext,
  { importId, items }: { importId?: string | undefined; items: readonly Item[] },
  signal: AbortSignal | undefined,
): AsyncGenerator<{ done: number; total: number; documentId: string; ofDocumentId: string; title: string; result: MadeVersion }> {
  const { store } = context;
  const dates = { published: null, modified: null, accessed: null };
  const ordered = inOrderOfWriting(items.map((item) => ({ ...dates, ...readDocument(store, item.documentId), item })));
  for (const [index, { item }] of ordered.entries()) {
    // Closing the case in the meantime stops it.
    if (signal?.aborted || !store.db.open) return;
    const { documentId, ofDocumentId } = item;
    const result = await makeVersion(context, item, importId, signal);
    const title = store.db.open ? (readDocument(store, ofDocumentId)?.title ?? '') : '';
    yield { done: index + 1, total: items.length, documentId, ofDocumentId, title, result };
  }
}

async function makeVersion(
  context: MakeContext,
  { documentId, ofDocumentId, versionId, behind }: Item,
  importId: string | undefined,
  signal: AbortSignal | undefined,
): Promise<MadeVersion> {
  const { store } = context;
  const taken = readDocument(store, documentId);
  const made = readStoredVersion(store, versionId);
  if (!taken && made?.document_id === ofDocumentId)
    return { outcome: 'added', versionId, number: made.number, seq: made.revision, counts: countsOfVersion(store, versionId) };
  const refusal = refusalOf(context, taken, { documentId, ofDocumentId });
  if (refusal !== null) return { outcome: 'refused', message: refusal };
  try {
    return await addVersionFrom(
      context,
      { documentId: ofDocumentId, versionId, from: documentId },
      {
        gesture: importId,
        behind,
        label: (title) => labelOf(context, importId, title, behind),
        work: (tx) => goOver(context, tx, taken!, { ofDocumentId, versionId, behind }),
      },
      signal,
    );
  } catch (error) {
    if (error instanceof AssayError) return { outcome: 'refused', message: error.message };
    throw error;
  }
}

function refusalOf(
  { store }: MakeContext,
  taken: DocumentSummary | undefined,
  { documentId, ofDocumentId }: Pick<Item, 'documentId' | 'ofDocumentId'>,
): string | null {
  const kept = 'It stays an article of its own.';
  if (!taken || !readDocument(store, ofDocumentId) || documentId === ofDocumentId)
    return 'One of the two articles is not there any more. Nothing was changed.';
  if (isWorkedOn(store, documentId)) return `Passages or notes hang on “${taken.title}”. ${kept} Delete them first to make it a version.`;
  if (originalsOf(store, documentId).length > 1) return `“${taken.title}” has versions of its own. ${kept}`;
  return null;
}

/** Takes the document away; its copies go over to the other one, and so do the dates of its text where that is the current one now. */
function goOver(
  { store }: MakeContext,
  tx: Transaction,
  taken: DocumentSummary,
  { ofDocumentId, versionId, behind }: Omit<Item, 'documentId'>,
): void {
  if (isWorkedOn(store, taken.id)) throw new AssayError('STALE_STATE', { kind: 'article', id: taken.id, revision: taken.revision });
  for (const { id } of listCopies(store, taken.id)) tx.update('document_copy', id, { document_id: ofDocumentId, version_id: versionId });
  removeDocument(store, tx, taken.id);
  if (!behind) tx.update('document', ofDocumentId, datesGoingOver(tx.need('document', ofDocumentId), taken));
}

/** The dates of change and of access are those of the current text, unless a person wrote others. */
function datesGoingOver(of: Row<'document'>, taken: DocumentSummary): Partial<Row<'document'>> {
  const guesses = JSON.parse(of.guesses) as DocumentSummary['guesses'];
  const written: Partial<Record<'modified' | 'accessed', string>> = {};
  for (const field of ['modified', 'accessed'] as const) {
    const isWritten = of[field] !== null && guesses[field] === undefined;
    if (taken[field] === null || isWritten) continue;
    written[field] = taken[field];
    const method = taken.guesses[field];
    if (method === undefined) delete guesses[field];
    else guesses[field] = method;
  }
  return { ...written, guesses: JSON.stringify(guesses) };
}

/** Undo takes back the whole import, so its name counts all of it. */
function labelOf({ store }: MakeContext, importId: string | undefined, title: string, behind: boolean): string {
  const before = importId === undefined ? { documents: 0, versions: 0 } : madeInImport(store, importId);
  const versions = before.versions + 1;
  const own = before.documents - versions;
  const one = `${behind ? 'an earlier' : 'a new'} version of ${named('article', title)}`;
  if (own < 0) return `Make an article ${one}`;
  const ofVersions = versions === 1 ? one : `${versions} versions of articles`;
  return own === 0 ? `Import ${ofVersions}` : `Import ${own} ${own === 1 ? 'article' : 'articles'} and ${ofVersions}`;
}
