import { backups } from './backups.ts';
import { cases } from './cases.ts';
import { citations } from './citations.ts';
import { claims } from './claims.ts';
import { documents } from './documents.ts';
import { drafts } from './drafts.ts';
import { events } from './events.ts';
import { evidence } from './evidence.ts';
import { history } from './history.ts';
import { integrity } from './integrity.ts';
import { labels } from './labels.ts';
import { notes } from './notes.ts';
import { passages } from './passages.ts';
import { recovery } from './recovery.ts';
import { reports } from './reports.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { verdicts } from './verdicts.ts';
import { versions } from './versions.ts';
import { watchedFolder } from './watchedFolder.ts';

/** The whole API of the core. Every host serves exactly this. */
export const contract = {
  backups,
  cases,
  citations,
  claims,
  documents,
  drafts,
  events,
  evidence,
  history,
  integrity,
  labels,
  notes,
  passages,
  recovery,
  reports,
  search,
  settings,
  verdicts,
  versions,
  watchedFolder,
};
export type Contract = typeof contract;
