import {
  ArchiveRestore,
  FileText,
  Folder,
  Gavel,
  Highlighter,
  ListChecks,
  Newspaper,
  Quote,
  Redo2,
  StickyNote,
  Tag,
  Trash2,
  Undo2,
  UserRound,
  type LucideIcon,
} from 'lucide-react';
import type { Operation, SubjectKind } from '../../../shared/contract/history.ts';

/** Things that a history can be narrowed to, in the order in which they are offered. */
export const kindNames: Record<SubjectKind, string> = {
  claim: 'Claims',
  verdict: 'Verdicts',
  evidence: 'Evidence',
  sighting: 'Sightings',
  passage: 'Passages',
  note: 'Notes',
  label: 'Labels',
  document: 'Articles',
  agent: 'Claimants',
};

const icons: Record<SubjectKind, LucideIcon> = {
  claim: ListChecks,
  verdict: Gavel,
  evidence: Quote,
  sighting: Newspaper,
  passage: Highlighter,
  note: StickyNote,
  label: Tag,
  document: FileText,
  agent: UserRound,
};

/** Steps that are known by what they do, whatever they did it to. */
const steps = new Map<RegExp, LucideIcon>([
  [/^Take back/, Undo2],
  [/^Bring back/, Redo2],
  [/^Restore/, ArchiveRestore],
  [/^(Delete|Remove)/, Trash2],
]);

/** A small picture of what an operation did, or of what it was about. */
export function OperationIcon({ operation: { kind, label, about } }: { operation: Operation }) {
  const step = kind === 'do' ? [...steps].find(([words]) => words.test(label))?.[1] : kind === 'undo' ? Undo2 : Redo2;
  const Icon = step ?? (about ? icons[about] : Folder);
  return <Icon aria-hidden />;
}

export function KindIcon({ kind }: { kind: SubjectKind }) {
  const Icon = icons[kind];
  return <Icon aria-hidden />;
}
