import type { BackupReason } from '../contract/backups.ts';
import type { IntegrityCheck } from '../contract/integrity.ts';
import type { Inspection } from '../contract/recovery.ts';
import type { ReadOnlyReason } from './errors.ts';
import type { CaseHealth, CaseNotice, FolderPlace } from './safety.ts';

/** How the keeping of a case is told to people: what was noticed, why it cannot be written to, what a check means. */

/** What stands above a case that cannot be written to. */
export const readOnlyTexts: Record<ReadOnlyReason, string> = {
  chosen: 'This case is open read-only. You can read, search and export; nothing can be changed.',
  newer: 'This case was saved by a newer Assay and is open read-only. Update Assay to edit it.',
  disk: 'This case lies where Assay may not write, and is open read-only. Copy it to another place to edit it.',
  linked:
    'This case file has more than one name (hard links), which could lose changes, and is open read-only. Copy it to a file of its own to edit it.',
  backup: 'You are looking into a backup. It cannot be changed, and the case itself is as you left it.',
  'as-of': 'You are looking at an earlier moment of this case. It cannot be changed, and the case itself is as you left it.',
};

/** Added for a case that another process may be writing to. */
export const followingText = 'What another Assay writes to it is seen here at once.';

export const backupReasonNames: Record<BackupReason, string> = {
  interval: 'After some work',
  close: 'When the case was closed',
  migration: 'Before its format was brought up to date',
  bulk: 'Before a large change',
  restore: 'Before a restore',
  heal: 'Before it was repaired',
  journal: 'When a new journal was begun',
  manual: 'Made by hand',
};

export const keptForNames: Record<'recent' | 'hourly' | 'daily', string> = {
  recent: 'among the newest',
  hourly: 'for its hour',
  daily: 'for its day',
};

/** Why nothing is saved at present, in a few words after “Not saved:”. Empty while all is well. */
export const healthNames: Record<CaseHealth['state'], string> = {
  ok: '',
  full: 'the disk is full',
  io: 'the disk reports errors',
  denied: 'no permission to write',
  missing: 'the file is gone',
  replaced: 'another file is in its place',
};

/** What to do about a disk that takes no writes. */
export const healthAdvice: Record<'full' | 'io' | 'denied', string> = {
  full: 'The disk is full: changes cannot be saved. What you type is kept in this window. Free some space, then go on.',
  io: 'The disk reports errors: changes cannot be saved. What you type is kept in this window. Check that the disk is connected, and export what matters.',
  denied:
    'Assay may not write to this case any more: changes cannot be saved. What you type is kept in this window. Check the permissions of the file and its folder.',
};

/** How urgent a notice is: for information, to be looked at, or in the way of trusting the case. */
export type NoticeTone = 'quiet' | 'warning' | 'danger';

const changes = (count: number | null): string =>
  count === null ? 'some changes' : count === 1 ? 'one change' : `${count.toLocaleString()} changes`;
const named = (detail: string): string => (detail === '' ? '' : ` (${detail})`);

const notices: Record<
  CaseNotice['kind'],
  { tone: NoticeTone; says: (notice: CaseNotice) => string; explains: (notice: CaseNotice) => string }
> = {
  unclean: {
    tone: 'quiet',
    says: () => 'This case was not closed properly last time. Everything that was saved is here.',
    explains: () =>
      'Assay, or this computer, stopped while the case was open. To be sure, the whole case is checked now, beside your work.',
  },
  'journal-missing': {
    tone: 'quiet',
    says: () => 'This case came without its journal. Nothing is lost; a new journal was begun.',
    explains: () =>
      'Beside every case lies a journal of its changes, from which a damaged case can be mended. It stays behind when the case file is moved or mailed alone: move both to keep it.',
  },
  'journal-ahead': {
    tone: 'danger',
    says: ({ count }) => `You see an older state of this case: it has lost ${changes(count)}, which the journal beside it still has.`,
    explains: () =>
      'Nothing is written to a case that is open read-only. Open it for writing, where that is possible, and they are brought back; else copy the case and its journal to a folder where you may write, and open it there.',
  },
  'case-healed': {
    tone: 'quiet',
    says: ({ count }) => `This case had lost ${changes(count)}. The journal beside it still had them, and they were brought back.`,
    explains: () => 'A disk or a power cut can lose the newest writes. The history shows what was brought back.',
  },
  'journal-healed': {
    tone: 'quiet',
    says: ({ count }) => `The journal beside this case had lost ${changes(count)}. They were written to it again from the case.`,
    explains: () => 'The case itself was whole all the time. If this happens often, the disk may be failing.',
  },
  'journal-foreign': {
    tone: 'quiet',
    says: ({ detail }) =>
      `The journal beside this case belongs to another history. It was set aside${detail === '' ? '' : ` as ${detail}`}, and a new one begun.`,
    explains: () =>
      'This happens when a case file is put in the place of another one, for example a copy over its original. The case itself is whole.',
  },
  'journal-failing': {
    tone: 'warning',
    says: ({ detail }) =>
      `The journal beside this case cannot be written at present${named(detail)}. Your work is saved in the case itself.`,
    explains: () =>
      'Until it can be written again, a damaged case could only be mended from a backup. Check the space on the disk and the permissions of the folder.',
  },
  'operations-lost': {
    tone: 'danger',
    says: ({ detail }) =>
      `The newest changes of this case could not be brought back: they are damaged in its journal too. A copy of the journal is kept as ${detail}.`,
    explains: () => 'Look at the end of the history to see what was saved last, and make again what is missing. The disk may be failing.',
  },
  migrated: {
    tone: 'quiet',
    says: () => 'This case was brought up to the format of this Assay. A backup of it as it was before is kept.',
    explains: () => 'An older Assay can no longer write to it. The backup is listed under Safekeeping.',
  },
  'cloud-folder': {
    tone: 'warning',
    says: ({ detail }) => `This case lies in a folder that ${detail || 'a cloud service'} keeps in step with other computers.`,
    explains: () =>
      'Such a service copies files while they are being written, and can put an older one in the place of a newer one. Keep the case in an ordinary folder, and only copies or backups of it in the cloud.',
  },
  'network-folder': {
    tone: 'warning',
    says: ({ detail }) => `This case lies in a folder of the network${named(detail)}.`,
    explains: () =>
      'Many network folders do not keep two computers from writing at once, and lose writes when the connection drops. Keep the case on this computer, and copies of it on the network.',
  },
  'backup-failing': {
    tone: 'warning',
    says: ({ detail }) => `No backup could be made lately${named(detail)}. Your work is saved in the case itself.`,
    explains: () => 'Choose another folder for backups, or free some space. Then make a backup by hand to see that it works.',
  },
  'settings-lost': {
    tone: 'warning',
    says: ({ detail }) =>
      `Your settings could not be read when Assay was started, and were set aside${named(detail)}. Where you had chosen another folder for backups, it may be forgotten.`,
    explains: () =>
      'Nothing in your cases is touched. Backups in Assay’s own folder are listed as before. Look at your name and at the folder for backups in the settings: those that lie in a folder are listed again as soon as it is chosen.',
  },
  'backup-damaged': {
    tone: 'danger',
    says: ({ detail }) => `No backup was made, because this case may be damaged${named(detail)}. Your earlier backups are kept.`,
    explains: () =>
      'A backup is checked before it counts. The whole case is checked as well now: Safekeeping shows what is found and what to do. Where nothing is found, the disk of the backups may be failing: choose another folder for them.',
  },
  'backups-beside': {
    tone: 'warning',
    says: ({ detail }) => `The backups of this case lie in the same folder as the case itself${named(detail)}.`,
    explains: () =>
      'Whatever takes that folder or its disk away takes both. Choose a folder for backups elsewhere, on another disk at best.',
  },
  'check-failed': {
    tone: 'danger',
    says: () => 'A check found damage in this case.',
    explains: () => 'Safekeeping shows what was found and what to do. Nothing was changed by the check; your backups are untouched.',
  },
};

/** A notice in words: one sentence or two, what they mean for the person, and how urgent it is. */
export function noticeText(notice: CaseNotice): { tone: NoticeTone; says: string; explains: string } {
  const { tone, says, explains } = notices[notice.kind];
  return { tone, says: says(notice), explains: explains(notice) };
}

/** A warning about the folder in which backups lie; null where it is an ordinary one. */
export function backupPlaceWarning({ kind, name }: FolderPlace): string | null {
  switch (kind) {
    case 'local':
      return null;
    case 'cloud':
      return `This folder is kept in step with other computers by ${name || 'a cloud service'}. Backups there leave this computer, and the service may thin them out.`;
    case 'network':
      return `This folder lies on the network${named(name)}. No backup can be made while the connection is down.`;
  }
}

/** What each part of a check looks at. */
export const checkMeaning: Record<IntegrityCheck['name'], string> = {
  pages: 'The file can be read from its first byte to its last.',
  rows: 'Every claim, passage, note and verdict says what it said when it was saved.',
  references: 'Whatever one thing says of another is still there.',
  journal: 'The history is unbroken: no change was added, altered or taken out afterwards.',
  'side-journal': 'The journal beside the case tells the same as the case.',
  originals: 'Imported files are what they were, byte for byte.',
  texts: 'Texts of articles are what they were when they were read.',
  quotes: 'Every quote stands word for word in the text of its article.',
  search: 'Search finds everything that is written.',
};

/** Was there nothing that this part of a check could look at, and so nothing that it proves? */
export const foundNothingToCheck = ({ checked, problems }: Pick<IntegrityCheck, 'checked' | 'problems'>): boolean =>
  checked === 0 && problems.length === 0;

/** How much a part of a check looked at, and how much of that is wrong. */
export function checkedInWords(check: Pick<IntegrityCheck, 'checked' | 'problems'>): string {
  if (foundNothingToCheck(check)) return 'nothing to check';
  const { checked, problems } = check;
  return [
    ...(checked > 0 ? [`${checked.toLocaleString()} checked`] : []),
    ...(problems.length > 0 ? [`${problems.length.toLocaleString()} wrong`] : []),
  ].join(', ');
}

/** What to do when a part of a check finds something. */
export const checkAdvice: Record<IntegrityCheck['name'], string> = {
  pages:
    'Parts of the file cannot be read as they were written. Restore the newest backup; what came after it is brought back from the journal.',
  rows: 'Words in these places are not as they were saved. Restore the newest backup, or compare with it and correct them by hand.',
  references: 'Something points to what is no longer there. Restore the newest backup.',
  journal:
    'The history does not add up: it was altered, or damaged. The words of the case may still be right; compare with the newest backup.',
  'side-journal':
    'The journal beside the case was damaged; the case itself is whole. The journal was written anew, and the damaged one is kept beside it.',
  originals: 'Imported files are not as they were imported. Import them again, or restore a backup that still has them.',
  texts: 'Texts of articles are not as they were imported. Restore a backup that still has them.',
  quotes: 'Quotes do not stand in the text of their article. Open the passage and mark it again, or restore a backup.',
  search: 'Search may not find everything. The words themselves are not affected.',
};

/** One and many of what the tables of a case hold. */
const rowNames: Record<string, readonly [one: string, many: string]> = {
  agent: ['claimant', 'claimants'],
  case_info: ['name of the case', 'names of the case'],
  change: ['change in the history', 'changes in the history'],
  claim: ['claim', 'claims'],
  document: ['article', 'articles'],
  document_version: ['version of an article', 'versions of articles'],
  document_copy: ['copy of an article', 'copies of articles'],
  draft: ['draft', 'drafts'],
  evidence: ['piece of evidence', 'pieces of evidence'],
  extraction: ['text', 'texts'],
  label: ['label', 'labels'],
  label_use: ['label on something', 'labels on something'],
  note: ['note', 'notes'],
  operation: ['operation in the history', 'operations in the history'],
  original: ['imported file', 'imported files'],
  passage: ['passage', 'passages'],
  passage_skip: ['reason to skip a passage', 'reasons to skip passages'],
  rating: ['rating', 'ratings'],
  rating_scale: ['rating scale', 'rating scales'],
  reanchoring: ['passage followed into a new version', 'passages followed into a new version'],
  reference_file: ['file that is no article', 'files that are no articles'],
  sighting: ['sighting', 'sightings'],
  verdict: ['verdict', 'verdicts'],
};

/** `3 claims`, `1 piece of evidence`: a number of rows of a table, for people. */
export function countOfRows(table: string, count: number): string {
  const [one, many] = rowNames[table] ?? [table.replaceAll('_', ' '), table.replaceAll('_', ' ')];
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}

/** `claim`, `piece of evidence`: what a row of a table is called. */
export function kindOfRow(table: string): string {
  return rowNames[table]?.[0] ?? table.replaceAll('_', ' ');
}

/** What a case that does not open turned out to be. */
export const inspectionTexts: Record<Inspection['state'], { title: string; text: string }> = {
  damaged: { title: 'is damaged', text: 'Parts of the file are not as Assay wrote them. The file was not changed.' },
  cut: { title: 'is cut off', text: 'The end of the file is missing, as after a copy that was stopped. The file was not changed.' },
  newer: {
    title: 'was saved by a newer Assay',
    text: 'This Assay can read it, but must not write to it. Update Assay to edit it, or open it read-only. The file was not changed.',
  },
  empty: { title: 'is empty', text: 'The file has no content at all. It was not changed.' },
  foreign: {
    title: 'is not a case of Assay',
    text: 'The file holds something else, or its beginning was overwritten. It was not changed.',
  },
  missing: { title: 'is not there any more', text: 'The file was moved, renamed or deleted. Nothing was made in its place.' },
  sound: { title: 'can be opened', text: 'Nothing is wrong with the file now. What kept it from opening is over.' },
};

/** The journal beside a case that does not open. */
export const journalTexts: Record<Inspection['journal']['state'], string> = {
  usable: 'It can be read, and its changes can be played onto a backup.',
  damaged: 'It is damaged; what can be read of it is used.',
  missing: 'There is none beside the file.',
  foreign: 'The one beside the file belongs to another case.',
};
