import { requirePaths } from '../cases/handlers.ts';
import { inCase } from '../procedure.ts';
import { readWatchedFolder, setWatchedFolder, stopWatching } from './attend.ts';

export const watchedFolder = {
  get: inCase.watchedFolder.get.handler(({ context: { workbench } }) => readWatchedFolder(workbench)),
  set: inCase.watchedFolder.set.handler(({ input: { path }, context }) => {
    requirePaths(context);
    return setWatchedFolder(context.workbench, path);
  }),
  stop: inCase.watchedFolder.stop.handler(({ context: { workbench } }) => {
    stopWatching(workbench);
    return readWatchedFolder(workbench);
  }),
};
