import { useEffect } from 'react';
import type { DesktopFailure } from '../../../shared/domain/desktop.ts';
import { actions } from '../../actions/all.ts';
import { menuModel } from '../../actions/menus.ts';
import { runAction, useActionContext } from '../../actions/run.ts';
import { tellWatchedImport } from '../../actions/watchedFolder.ts';
import { followChanges } from '../../api/changes.ts';
import { api, client, queryClient } from '../../api/client.ts';
import { useAssistiveTechnology } from '../../state/assistiveTechnology.ts';
import { useWorkspace } from '../../state/workspace.ts';

/** Follows what happens in the core, in this window and in others, for as long as the window lives. */
export function useChanges(): void {
  useEffect(() => {
    const ending = new AbortController();
    const workspace = (): ReturnType<typeof useWorkspace.getState> => useWorkspace.getState();
    void followChanges(
      {
        // Something was saved: what kept the save before from being made is over.
        onEvent: (event) => {
          if (event.type === 'changed') workspace().setSaveFailure(null);
          if (event.type === 'watched-import') tellWatchedImport(event);
        },
        onConnection: (connected) => {
          if (workspace().connected !== connected) workspace().setConnected(connected);
        },
        onOtherCase: () => workspace().reset(),
      },
      ending.signal,
    );
    return () => ending.abort();
  }, []);
}

/** On the start screen a case that did not open has its own place; over an open case a dialog tells of it. */
async function tellFailure(failure: DesktopFailure): Promise<void> {
  const open = await client.cases.current({}).catch(() => null);
  if (open) useWorkspace.getState().openDialog({ kind: 'case-failure', failure });
  else await queryClient.invalidateQueries({ queryKey: api.cases.failed.key() });
}

/** In Electron: keeps the menu bar as the actions are, and does what is chosen there or asked for from outside. */
export function useDesktop(): void {
  const context = useActionContext();
  const model = window.assayDesktop ? JSON.stringify(menuModel(context, { withRoles: true })) : null;
  useEffect(() => {
    if (!model) return;
    // One menu bar for a burst of changes: building a native menu costs more than painting the page.
    const timer = setTimeout(() => void window.assayDesktop?.setMenu(JSON.parse(model) as ReturnType<typeof menuModel>), 60);
    return () => clearTimeout(timer);
  }, [model]);
  useEffect(
    () =>
      window.assayDesktop?.onMenuAction((id) => {
        // The native menu may be a moment older than the page: an item that means nothing here does nothing.
        const action = actions.find((known) => known.id === id);
        if (action) void runAction(action);
      }),
    [],
  );
  useEffect(
    () =>
      window.assayDesktop?.onOpenRequest(({ failure }) => {
        if (failure) void tellFailure(failure);
      }),
    [],
  );
  useEffect(() => window.assayDesktop?.onAssistiveTechnology((present) => useAssistiveTechnology.setState({ present })), []);
}
