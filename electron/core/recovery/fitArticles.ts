import { createHash } from 'node:crypto';
import type { TextRange } from '../../../shared/domain/entities.ts';
import { quote } from '../../../shared/text/anchor.ts';
import { normaliserVersion } from '../../../shared/text/normalise.ts';
import { extract } from '../importers/extract.ts';
import type { Extraction } from '../importers/parser.ts';
import type { Fitting } from './fit.ts';
import type { KeptText } from '../documents/queries.ts';
import { keptTextOf } from '../documents/insert.ts';
import { textlessExtraction } from '../documents/textless.ts';
import type { FoundValues } from './layouts.ts';
import type { TableName } from '../store/tables.ts';

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Articles with their versions, texts and originals, and the passages that stand in them. */
export async function fitArticles(fitting: Fitting): Promise<void> {
  const { sound, lose, keep, has, wasDeleted } = fitting;
  const documents = new Map(sound('document').map((row) => [row['id'] as string, row]));
  const byDocument = new Map<string, FoundValues[]>();
  for (const row of sound('document_version')) {
    const version = await wholeVersion(fitting, row);
    if (!version) continue;
    const id = version['document_id'] as string;
    if (!documents.has(id) && wasDeleted('document', id)) continue;
    byDocument.set(id, [...(byDocument.get(id) ?? []), version]);
  }
  for (const [id, document] of documents) {
    if (byDocument.has(id)) continue;
    lose('document', document, 'Its text is lost.');
  }
  for (const [id, versions] of byDocument) {
    for (const version of versions) keep('document_version', version);
    const newest = versions.toSorted((a, b) => Number(b['number']) - Number(a['number']))[0]!;
    const document = documents.get(id);
    if (document && versions.some((version) => version['id'] === document['version_id'])) keep('document', document);
    else if (document) {
      lose('document', document, 'Its newest text is lost; an older one was kept.');
      keep('document', { ...document, version_id: newest['id']! });
    } else {
      keep('document', citationFor(newest, String(newest['file_name'])));
      lose('document', { id }, `Its title and source are lost; its text was kept as “${String(newest['file_name'])}”.`);
    }
  }
  for (const row of sound('document_copy')) {
    const whole = has('document', row['document_id']) && has('document_version', row['version_id']);
    if (whole && fitting.originals.has(row['original_sha256'] as string)) keep('document_copy', row);
    else if (!wasDeleted('document', row['document_id'] as string)) lose('document_copy', row, 'Its article, or the file itself, is lost.');
  }
  for (const row of sound('reference_file')) {
    if (fitting.originals.has(row['original_sha256'] as string)) keep('reference_file', row);
    else lose('reference_file', row, 'The file itself is lost.');
  }
  await keepLoneContent(fitting);
  for (const row of sound('passage')) {
    const version = fitting.rows.get('document_version')?.get(row['version_id'] as string);
    const text = version && fitting.texts.get(version['extraction_id'] as string)?.text;
    if (text === undefined || !has('document', row['document_id'])) lose('passage', row, 'The article that it stands in is lost.');
    else if (quote(text, JSON.parse(row['ranges'] as string) as TextRange[]) !== row['exact'])
      lose('passage', row, 'Its words do not stand in the text of its article at that place.');
    else keep('passage', row);
  }
  for (const row of sound('reanchoring')) {
    const whole = has('passage', row['passage_id']) && has('document_version', row['version_id']);
    if (whole && has('document_version', row['from_version_id'])) keep('reanchoring', row);
    else if (!wasDeleted('passage', row['passage_id'] as string))
      lose('reanchoring', row, 'The passage, or a version of its article, is lost.');
  }
  for (const row of sound('passage_skip')) {
    if (has('passage', row['passage_id'])) keep('passage_skip', row);
    else if (!wasDeleted('passage', row['passage_id'] as string)) lose('passage_skip', row, 'The passage that was skipped is lost.');
  }
}

/** A version whose text and original are at hand: each can be made of the other, up to a point. Null where neither is. */
async function wholeVersion({ texts, originals, lose }: Fitting, row: FoundValues): Promise<FoundValues | null> {
  const fileName = String(row['file_name']);
  const original = originals.get(row['original_sha256'] as string);
  const text = texts.get(row['extraction_id'] as string);
  if (text && original) return row;
  if (text) {
    const bytes = Buffer.from(text.text);
    const hash = sha256(bytes);
    originals.set(hash, bytes);
    lose('original', { id: row['original_sha256']! }, `The imported file “${fileName}” is lost; its text was kept.`);
    return { ...row, original_sha256: hash, size: bytes.length, media_type: 'text/plain', encoding: 'utf-8', file_name: asText(fileName) };
  }
  const empty = keptTextOf(textlessExtraction(fileName, undefined));
  if (original && row['extraction_id'] === empty.id) {
    texts.set(empty.id, empty);
    return row;
  }
  if (original) {
    const reading = await readText(fileName, original);
    if (reading) {
      const { read, ...kept } = reading;
      texts.set(kept.id, kept);
      if (kept.id !== row['extraction_id'])
        lose('extraction', { id: row['extraction_id']! }, `The text of “${fileName}” was read again from the imported file.`);
      return { ...row, extraction_id: kept.id, text_length: kept.text.length, extractor: read.extractor, normaliser: read.normaliser };
    }
  }
  lose('document_version', row, 'Its text is lost, and so is the imported file.');
  return null;
}

const asText = (fileName: string): string => (fileName.endsWith('.txt') ? fileName : `${fileName}.txt`);

/** The tables whose rows point at imported files. */
const withOriginals: readonly string[] = ['document_version', 'document_copy', 'reference_file'] satisfies TableName[];

/** Texts and originals that belong to no article any more, though nobody deleted one: their article's rows are lost. */
async function keepLoneContent(fitting: Fitting): Promise<void> {
  const { gathered, texts, originals, rows } = fitting;
  if (gathered.scan?.complete.has('document_version')) return;
  const used = new Set<unknown>();
  for (const version of rows.get('document_version')?.values() ?? []) used.add(version['extraction_id']).add(version['original_sha256']);
  for (const table of ['document_copy', 'reference_file'] as const)
    for (const file of rows.get(table)?.values() ?? []) used.add(file['original_sha256']);
  for (const { table, events } of gathered.history.rows()) {
    if (!withOriginals.includes(table) || events.at(-1)!.after !== null) continue;
    for (const { after } of events) {
      const version = after === null ? {} : (JSON.parse(after) as FoundValues);
      used.add(version['extraction_id']).add(version['original_sha256']);
    }
  }
  const originalOf = new Map<string, string>();
  for (const [hash, bytes] of gathered.originals) {
    if (used.has(hash)) continue;
    const readings = (await Promise.all(['Salvaged.txt', 'Salvaged.md'].map((name) => readText(name, bytes)))).filter(
      (read) => read !== null,
    );
    const reading = readings.find(({ id }) => gathered.texts.has(id)) ?? readings[0];
    if (!reading) continue;
    originalOf.set(reading.id, hash);
    texts.set(reading.id, reading);
  }
  for (const id of new Set([...gathered.texts.keys(), ...originalOf.keys()])) {
    if (used.has(id)) continue;
    const bytes = originals.get(originalOf.get(id) ?? '') ?? Buffer.from(texts.get(id)!.text);
    originals.set(sha256(bytes), bytes);
    keepLoneText(fitting, id, bytes);
  }
}

async function readText(name: string, bytes: Buffer): Promise<(KeptText & { read: Extraction }) | null> {
  const result = await extract({ name, bytes });
  if (!result.ok) return null;
  return { ...keptTextOf(result.extraction), read: result.extraction };
}

function keepLoneText({ keep, lose, newId, at, texts }: Fitting, extraction: string, bytes: Buffer): void {
  const { text } = texts.get(extraction)!;
  const title = `Salvaged text: ${text.split('\n', 1)[0]!.slice(0, 80).toWellFormed()}`;
  const documentId = newId();
  const version: FoundValues = {
    revision: 1,
    created_at: at,
    updated_at: at,
    id: newId(),
    document_id: documentId,
    number: 1,
    original_sha256: sha256(bytes),
    extraction_id: extraction,
    file_name: 'Salvaged text.txt',
    media_type: 'text/plain',
    size: bytes.length,
    encoding: 'utf-8',
    text_length: text.length,
    extractor: 'text/1',
    normaliser: normaliserVersion,
    claimed_type: null,
    warnings: null,
  };
  keep('document_version', version);
  keep('document', citationFor(version, title));
  lose('document', { id: documentId }, `All that was known of an article but its text is lost. It was kept as “${title}”.`);
}

function citationFor(version: FoundValues, title: string): FoundValues {
  const { document_id: id, revision, created_at, updated_at } = version;
  const rest = {
    kind: 'document',
    publisher: '',
    byline: '',
    published: null,
    accessed: null,
    modified: null,
    address: '',
    language: '',
    guesses: '{}',
  };
  return { id: id!, revision: revision!, created_at: created_at!, updated_at: updated_at!, title, ...rest, version_id: version['id']! };
}
