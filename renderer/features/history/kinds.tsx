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

/** Words of an operation's name by which it is known what it was about; the first that fits. */
const tells = new Map<RegExp, LucideIcon>([
  [/^Undo/, Undo2],
  [/^Redo/, Redo2],
  [/^Restore/, ArchiveRestore],
  [/^(Delete|Remove)/, Trash2],
  [/verdict/i, icons.verdict],
  [/evidence|source/i, icons.evidence],
  [/label/i, icons.label],
  [/note/i, icons.note],
  [/claim|sighting/i, icons.claim],
  [/passage|highlight/i, icons.passage],
  [/article|import|citation/i, icons.document],
]);

/** A small picture of what an operation was about. */
export function OperationIcon({ operation: { kind, label } }: { operation: Operation }) {
  const Icon = [...tells].find(([words]) => words.test(kind === 'do' ? label : kind === 'undo' ? 'Undo' : 'Redo'))?.[1] ?? Folder;
  return <Icon aria-hidden />;
}

export function KindIcon({ kind }: { kind: SubjectKind }) {
  const Icon = icons[kind];
  return <Icon aria-hidden />;
}
