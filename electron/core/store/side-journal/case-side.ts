import type { Database } from 'better-sqlite3';
import { genesis, operationHash, type OperationHead, type RecordedOperation, type StoredChange } from '../journal.ts';
import { contentLine, operationLine, type KeptContent } from './lines.ts';

interface OperationRow extends Omit<OperationHead, 'targetSeq'> {
  target_seq: number | null;
  previous_hash: string;
  hash: string;
  undo_state: string | null;
}

/** An operation in the case is not what its hash says: it is not carried into the journal. */
export class DamagedHistory extends Error {
  override readonly name = 'DamagedHistory';
}

/** What a side journal has to know of its case. */
export function openCaseSide(db: Database) {
  const selectHash = db.prepare<[number], string>('SELECT hash FROM operation WHERE seq = ?').pluck();
  const selectOperation = db.prepare<[number], OperationRow>('SELECT * FROM operation WHERE seq = ?');
  const selectChanges = db.prepare<[number], StoredChange>(
    'SELECT table_name, row_id, before, after FROM change WHERE seq = ? ORDER BY ordinal',
  );
  const selectOriginal = db.prepare<[string], Buffer>('SELECT bytes FROM original WHERE sha256 = ?').pluck();
  const selectExtraction = db.prepare<[string], Omit<Extract<KeptContent, { kind: 'extraction' }>, 'kind' | 'id'>>(
    'SELECT text, blocks, removed, links, left_out AS leftOut FROM extraction WHERE id = ?',
  );
  const selectNamed = db
    .prepare<[number], string>("SELECT after FROM change WHERE table_name = 'document_version' AND seq <= ? AND after IS NOT NULL")
    .pluck();

  function operationAt(seq: number, after: string): RecordedOperation {
    const row = selectOperation.get(seq);
    const changes = selectChanges.all(seq);
    if (!row) throw new DamagedHistory(`operation ${seq} is missing in the case`);
    const { id, at, actor, label, kind, gesture, target_seq: targetSeq, previous_hash: previous, hash } = row;
    const head: OperationHead = { seq, id, at, actor, label, kind, targetSeq, gesture };
    if (previous !== after || operationHash(previous, head, changes) !== hash)
      throw new DamagedHistory(`operation ${seq} of the case is damaged`);
    return { head, undoable: row.undo_state !== null, previous, hash, changes };
  }

  /** Content that the versions of documents among some rows are made of. */
  const namedIn = (after: string): [original: string | undefined, extraction: string | undefined] => {
    const row = JSON.parse(after) as { original_sha256?: string; extraction_id?: string };
    return [row.original_sha256, row.extraction_id];
  };

  return {
    /** Id of the case; empty in one whose making was cut off. */
    caseId: (): string => db.prepare<[], string>('SELECT id FROM case_info').pluck().get() ?? '',

    /** The hash of the case's history at an operation; undefined for one that it does not have. */
    hashAt: (seq: number): string | undefined => (seq === 0 ? genesis : selectHash.get(seq)),

    head(): { seq: number; hash: string } {
      const seq = db.prepare<[], number | null>('SELECT max(seq) FROM operation').pluck().get() ?? 0;
      return { seq, hash: this.hashAt(seq)! };
    },

    /**
     * The lines of every operation after one, each verified before it is written, with the content that was not known until
     * then. Throws `DamagedHistory` at an operation that is not what its hash says.
     */
    *linesAfter(seq: number): Generator<string> {
      let previous = this.hashAt(seq)!;
      let known: Set<string> | undefined;
      const last = this.head().seq;
      for (let next = seq + 1; next <= last; next++) {
        const operation = operationAt(next, previous);
        const written: string[] = [];
        for (const change of operation.changes) {
          if (change.table_name !== 'document_version' || change.after === null) continue;
          known ??= new Set(selectNamed.all(seq).flatMap((after) => namedIn(after).filter((id) => id !== undefined)));
          for (const content of contentNamed(change.after)) {
            if (known.has(content.id)) continue;
            known.add(content.id);
            written.push(content.id);
            yield contentLine(content);
          }
        }
        yield operationLine(operation, written);
        previous = operation.hash;
      }
    },
  };

  function contentNamed(after: string): KeptContent[] {
    const [original, extraction] = namedIn(after);
    const contents: KeptContent[] = [];
    const bytes = original === undefined ? undefined : selectOriginal.get(original);
    if (bytes) contents.push({ kind: 'original', id: original!, bytes });
    const text = extraction === undefined ? undefined : selectExtraction.get(extraction);
    if (text) contents.push({ kind: 'extraction', id: extraction!, ...text });
    return contents;
  }
}
