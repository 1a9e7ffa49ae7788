import type { Label, LabelColour } from '../../../shared/domain/entities.ts';
import type { Store } from '../store/open.ts';
import type { Row } from '../store/tables.ts';

type LabelRow = Row<'label'> & { uses: number };

const select = 'SELECT label.*, (SELECT count(*) FROM label_use WHERE label_id = label.id) AS uses FROM label';

const toLabel = (row: LabelRow): Label => ({
  id: row.id,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  name: row.name,
  colour: row.colour as LabelColour,
  definition: row.definition,
  parentId: row.parent_id,
  uses: row.uses,
});

export function listLabels(store: Store): Label[] {
  return store.statement<[], LabelRow>(`${select} ORDER BY name COLLATE NOCASE, id`).all().map(toLabel);
}

export function readLabel(store: Store, id: string): Label | undefined {
  const row = store.statement<[string], LabelRow>(`${select} WHERE id = ?`).get(id);
  return row && toLabel(row);
}

export function usesOfLabel(store: Store, labelId: string): string[] {
  return store.statement<[string], string>('SELECT id FROM label_use WHERE label_id = ?').pluck().all(labelId);
}

export function usesOnTarget(store: Store, targetKind: 'passage' | 'claim', targetId: string): { id: string; labelId: string }[] {
  return store
    .statement<[string, string], { id: string; labelId: string }>(
      'SELECT id, label_id AS labelId FROM label_use WHERE target_kind = ? AND target_id = ? ORDER BY created_at, id',
    )
    .all(targetKind, targetId);
}
