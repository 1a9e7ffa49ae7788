import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { extractionName } from '../extraction-id.ts';
import { genesis, operationHash, type RecordedOperation } from '../journal.ts';
import type { TableName } from '../tables.ts';

/** The first line of a side journal: the case that it belongs to and the head from which it goes on. */
export interface JournalHeader {
  caseId: string;
  seq: number;
  hash: string;
}

/** Content that stands outside the chain, named by its own hash: the bytes of an original, or a text with its blocks. */
export type KeptContent =
  | { kind: 'original'; id: string; bytes: Uint8Array }
  | { kind: 'extraction'; id: string; text: string; blocks: string; removed: string; links: string | null; leftOut: string | null };

/** What a line says. `content` of an operation names the lines of content right before it. */
export type JournalLine =
  | { is: 'header'; header: JournalHeader }
  | { is: 'content'; content: KeptContent }
  | { is: 'operation'; operation: RecordedOperation; content: readonly string[] };

const format = 1;
/** Of a file that a later Assay may write into a journal. */
const largestContent = 1_000_000_000;

export const headerLine = ({ caseId, seq, hash }: JournalHeader): string =>
  `${JSON.stringify({ assay: 'journal', format, caseId, seq, hash })}\n`;

/** The line of an operation: its hash last, so that a line that was cut off has none. */
export function operationLine({ head, undoable, previous, hash, changes }: RecordedOperation, content: readonly string[]): string {
  const { seq, id, at, actor, label, kind, targetSeq, gesture } = head;
  const rows = changes.map((change) => [change.table_name, change.row_id, change.before, change.after]);
  return `${JSON.stringify({ seq, id, at, actor, label, kind, targetSeq, gesture, undoable, content, previous, changes: rows, hash })}\n`;
}

/** The line of a content: deflated quickly, in base64. */
export function contentLine(content: KeptContent): string {
  const bytes = content.kind === 'original' ? content.bytes : Buffer.from(extractionName(content));
  const data = deflateRawSync(bytes, { level: 1 }).toString('base64');
  return `${JSON.stringify({ content: content.kind, id: content.id, size: bytes.length, data })}\n`;
}

/** The kind of a line, told by its first letters; null for what no line begins with. */
export function kindOfLine(line: Buffer): JournalLine['is'] | null {
  const start = line.toString('latin1', 0, 12);
  if (start.startsWith('{"seq":')) return 'operation';
  if (start.startsWith('{"content":"')) return 'content';
  return start.startsWith('{"assay":"jo') ? 'header' : null;
}

/**
 * Reads a line, its line feed included, and verifies it: an operation by its hash, a content by its SHA-256. Null for
 * anything that was not written so, to the last letter.
 */
export function readLine(line: Buffer): JournalLine | null {
  const kind = kindOfLine(line);
  if (kind === null || line.at(-1) !== 0x0a) return null;
  const text = line.toString('utf8');
  try {
    const fields = JSON.parse(text) as Record<string, unknown>;
    const read = kind === 'operation' ? asOperation(fields) : kind === 'content' ? asContent(fields) : asHeader(fields);
    // The same words in other letters are damage all the same; a content is told by its hash.
    return read && (kind === 'content' || again(read) === text) ? read : null;
  } catch {
    return null;
  }
}

function again(line: JournalLine): string {
  if (line.is === 'operation') return operationLine(line.operation, line.content);
  return line.is === 'header' ? headerLine(line.header) : contentLine(line.content);
}

function asHeader(fields: Record<string, unknown>): JournalLine | null {
  if (fields['format'] !== format) return null;
  const header = { caseId: String(fields['caseId']), seq: Number(fields['seq']), hash: String(fields['hash']) };
  return Number.isSafeInteger(header.seq) && (header.seq > 0 || header.hash === genesis) ? { is: 'header', header } : null;
}

function asOperation(fields: Record<string, unknown>): JournalLine | null {
  const { seq, id, at, actor, label, kind, targetSeq, gesture, undoable, content, previous, changes, hash } = fields;
  const stored = (changes as [TableName, string, string | null, string | null][]).map(([table_name, row_id, before, after]) => ({
    table_name,
    row_id,
    before,
    after,
  }));
  const head = { seq, id, at, actor, label, kind, targetSeq, gesture } as RecordedOperation['head'];
  if (typeof undoable !== 'boolean' || operationHash(previous as string, head, stored) !== hash) return null;
  return {
    is: 'operation',
    operation: { head, undoable, previous: previous as string, hash, changes: stored },
    content: content as string[],
  };
}

function asContent(fields: Record<string, unknown>): JournalLine | null {
  const { content: kind, id, size, data } = fields as { content: string; id: string; size: number; data: string };
  if (!(size <= largestContent)) return null;
  const bytes = inflateRawSync(Buffer.from(data, 'base64'), { maxOutputLength: Math.max(size, 1) });
  if (bytes.length !== size || createHash('sha256').update(bytes).digest('hex') !== id) return null;
  if (kind === 'original') return { is: 'content', content: { kind, id, bytes } };
  if (kind !== 'extraction') return null;
  const parts = JSON.parse(bytes.toString('utf8')) as [string, string, string, (string | null)?, (string | null)?];
  const [text, blocks, removed, links = null, leftOut = null] = parts;
  return { is: 'content', content: { kind, id, text, blocks, removed, links, leftOut } };
}
