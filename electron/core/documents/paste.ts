import type { ImportOutcome } from '../../../shared/contract/documents.ts';
import type { CitationFields } from '../../../shared/domain/entities.ts';
import { AssayError } from '../../../shared/domain/errors.ts';
import type { CaseContext } from '../procedure.ts';
import { pagesOfCase } from './changed/sameAddress.ts';
import { copyOfOriginal } from './copies/queries.ts';
import { failure, importLabel } from './import.ts';
import { insertDocument, sha256Of } from './insert.ts';
import { documentOfOriginal, readDocument } from './queries.ts';
import { pastedName, pastedPageName } from './sources.ts';

interface Pasted {
  documentId: string;
  text: string;
  html?: string | undefined;
  citation?: { [Field in keyof CitationFields]?: CitationFields[Field] | undefined } | undefined;
}

/** Imports an article from what was pasted. One operation; a retry answers with what is there. Errors: `ALREADY_EXISTS`. */
export async function paste(context: CaseContext, pasted: Pasted, signal: AbortSignal | undefined): Promise<ImportOutcome> {
  const { text, html } = pasted;
  const withMarkup = html === undefined ? null : await add(context, pasted, { name: pastedPageName, content: html }, signal);
  // Markup without a word, e.g. around a picture.
  const saysNothing = withMarkup?.outcome === 'failed' && withMarkup.reason !== 'stopped' && text !== '';
  return withMarkup && !saysNothing ? withMarkup : add(context, pasted, { name: pastedName, content: text }, signal);
}

async function add(
  { store, newId, workbench }: CaseContext,
  { documentId, citation = {} }: Pasted,
  { name, content }: { name: string; content: string },
  signal: AbortSignal | undefined,
): Promise<ImportOutcome> {
  const bytes = new TextEncoder().encode(content);
  const sha256 = sha256Of(bytes);
  const there = readDocument(store, documentId);
  if (there && there.sha256 !== sha256) throw new AssayError('ALREADY_EXISTS', { kind: 'article', id: documentId });
  if (there) return { outcome: 'imported', name: there.fileName, documentId, title: there.title };
  const known = documentOfOriginal(store, sha256);
  if (known) return { outcome: 'duplicate', name, documentId: known.id, title: known.title };
  const copied = copyOfOriginal(store, sha256);
  if (copied) return { outcome: 'duplicate', name, documentId: copied.documentId, title: copied.title };

  const parsed = await workbench.parser.parse({ name, bytes, pasted: name === pastedPageName }, signal);
  if (!parsed.ok) return failure(name, parsed.reason);
  const { extraction } = parsed;
  const title = citation.title ?? extraction.guesses.title?.value ?? name;
  const document = store.transact(importLabel(1, title), (tx) =>
    insertDocument(store, newId, tx, { id: documentId, fileName: name, bytes, sha256, extraction, citation }),
  );
  const sameAddress = document.address === '' ? null : pagesOfCase(store).otherOf(document);
  return { outcome: 'imported', name, documentId, title, ...(sameAddress ? { sameAddress } : {}) };
}
