import * as z from 'zod';
import { claimColumn, type ClaimColumn } from '../../../shared/contract/claims.ts';

interface ColumnSpec {
  id: ClaimColumn;
  name: string;
  /** Shown in the table's head where the name would not fit. */
  short?: string;
  size: number;
  minSize: number;
  /** Numbers stand at the end of their cell. */
  numeric?: boolean;
}

/** In the order in which they stand until someone moves them. */
export const columnSpecs: readonly ColumnSpec[] = [
  { id: 'rating', name: 'Rating', size: 60, minSize: 44 },
  { id: 'claim', name: 'Claim', size: 280, minSize: 160 },
  { id: 'claimant', name: 'Claimant', size: 124, minSize: 60 },
  { id: 'supporting', name: 'Evidence for', short: 'For', size: 52, minSize: 44, numeric: true },
  { id: 'refuting', name: 'Evidence against', short: 'Against', size: 68, minSize: 44, numeric: true },
  { id: 'status', name: 'Status', size: 108, minSize: 60 },
  { id: 'priority', name: 'Priority', size: 86, minSize: 60 },
  { id: 'labels', name: 'Labels', size: 160, minSize: 60 },
  { id: 'articles', name: 'Articles', size: 150, minSize: 60 },
  { id: 'type', name: 'Type', size: 130, minSize: 60 },
  { id: 'updated', name: 'Updated', size: 88, minSize: 70 },
];

export const columnSpec = (id: string): ColumnSpec => columnSpecs.find((spec) => spec.id === id)!;

export const columnLayout = z.object({
  order: z.array(claimColumn),
  hidden: z.array(claimColumn),
  sizes: z.partialRecord(claimColumn, z.number()),
});
export type ColumnLayout = z.infer<typeof columnLayout>;

export const defaultLayout: ColumnLayout = { order: columnSpecs.map((spec) => spec.id), hidden: ['type'], sizes: {} };

/** What a narrow table goes without, first to last. The inspector shows all of it. */
const dispensable: readonly ClaimColumn[] = ['articles', 'labels', 'updated', 'priority', 'claimant', 'refuting', 'supporting'];
/** The claim's own column, in CSS pixels, where room is short. */
export const narrowClaim = 220;

/** Whether the columns still stand as they were given: then the table may fit them to its width by itself. */
export const isUnarranged = ({ order, hidden }: ColumnLayout): boolean =>
  order.join() === defaultLayout.order.join() && hidden.join() === defaultLayout.hidden.join();

/** The columns that do not fit into a width (CSS pixels; 0: not known yet) and wait for a wider table. None once a person has arranged them. */
export function waitingColumns(layout: ColumnLayout, width: number): ClaimColumn[] {
  if (width === 0 || !isUnarranged(layout)) return [];
  const sizeOf = ({ id, size }: ColumnSpec): number => layout.sizes[id] ?? (id === 'claim' ? narrowClaim : size);
  const total = columnSpecs.filter(({ id }) => !layout.hidden.includes(id)).reduce((sum, spec) => sum + sizeOf(spec), 0);
  const waiting: ClaimColumn[] = [];
  for (let over = total - width; over > 0 && waiting.length < dispensable.length;) {
    const id = dispensable[waiting.length]!;
    waiting.push(id);
    over -= sizeOf(columnSpec(id));
  }
  return waiting;
}

/** The layout with every column in it once, those that a newer Assay brought at the end. */
export function completeOrder(order: readonly ClaimColumn[]): ClaimColumn[] {
  return [...new Set([...order, ...defaultLayout.order])];
}
