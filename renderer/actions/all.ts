import type { Action } from './action.ts';
import { appActions } from './app.ts';
import { caseActions } from './case.ts';
import { citationActions } from './citations.ts';
import { claimActions } from './claims.ts';
import { codingActions } from './coding.ts';
import { coverageActions } from './coverage.ts';
import { editActions } from './edit.ts';
import { findActions } from './find.ts';
import { historyActions } from './history.ts';
import { libraryActions } from './library.ts';
import { linkActions } from './link.ts';
import { originalActions } from './original.ts';
import { readerActions } from './reader.ts';
import { safekeepingActions } from './safekeeping.ts';
import { shapeActions } from './shapes.ts';
import { textLinkActions } from './textLinks.ts';
import { versionActions } from './versions.ts';
import { viewActions } from './view.ts';
import { watchedFolderActions } from './watchedFolder.ts';
import { wordsActions } from './words.ts';

/** Every command of Assay, in the order of the menus. */
export const actions: readonly Action[] = [
  ...caseActions,
  ...watchedFolderActions,
  ...wordsActions,
  ...editActions,
  ...libraryActions,
  ...citationActions,
  // Before the search of the case, whose key it takes while an article is read.
  ...findActions,
  ...viewActions,
  ...historyActions,
  ...safekeepingActions,
  ...codingActions,
  ...readerActions,
  ...textLinkActions,
  ...linkActions,
  ...originalActions,
  ...shapeActions,
  ...coverageActions,
  ...claimActions,
  ...versionActions,
  ...appActions,
];

const byId = new Map(actions.map((action) => [action.id, action]));

export function actionById(id: string): Action {
  const action = byId.get(id);
  if (!action) throw new Error(`no action ${id}`);
  return action;
}
