import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { api, client, queryClient } from '../api/client.ts';
import { failureOf, keepsFromSaving } from '../api/errors.ts';
import { useWorkspace } from '../state/workspace.ts';
import { isEnabled, labelOf, type Action, type ActionContext } from './action.ts';
import { useHandles } from './handles.ts';
import { expectField } from './typeAhead.ts';

/** What commands see now, from the cache; for code outside React. */
export function currentContext(): ActionContext {
  const history = queryClient.getQueryData(api.history.state.queryKey({ input: {} }));
  return {
    client,
    queryClient,
    workspace: useWorkspace.getState(),
    openCase: queryClient.getQueryData(api.cases.current.queryKey({ input: {} })) ?? null,
    handles: useHandles.getState(),
    undo: history?.undo ?? null,
    redo: history?.redo ?? null,
  };
}

/** The same inside React, following changes: for buttons, menus and the palette. */
export function useActionContext(): ActionContext {
  const workspace = useWorkspace();
  const handles = useHandles();
  const { data: openCase } = useQuery(api.cases.current.queryOptions({ input: {} }));
  const { data: history } = useQuery(api.history.state.queryOptions({ input: {}, enabled: Boolean(openCase) }));
  return useMemo(
    () => ({
      client,
      queryClient,
      workspace,
      handles,
      openCase: openCase ?? null,
      undo: history?.undo ?? null,
      redo: history?.redo ?? null,
    }),
    [workspace, handles, openCase, history],
  );
}

/** What a button shows of one command. It renders again only when that changes, not with every selection. */
export function useActionState(action: Action): { label: string; enabled: boolean; checked: boolean | undefined } {
  const handles = useHandles();
  const { data: openCase } = useQuery(api.cases.current.queryOptions({ input: {} }));
  const { data: history } = useQuery(api.history.state.queryOptions({ input: {}, enabled: Boolean(openCase) }));
  return useWorkspace(
    useShallow((workspace) => {
      const undo = history?.undo ?? null;
      const redo = history?.redo ?? null;
      const context: ActionContext = { client, queryClient, workspace, handles, openCase: openCase ?? null, undo, redo };
      return { label: labelOf(action, context), enabled: isEnabled(action, context), checked: action.checked?.(context) };
    }),
  );
}

/** Runs a command if it can be done now, and shows its failure where everybody sees it. */
export async function runAction(action: Action): Promise<void> {
  const context = currentContext();
  if (!isEnabled(action, context)) return;
  const done = attempt(() => action.run(context));
  if (action.opensField) expectField(done);
  await done;
}

/** Runs a step that may fail, and tells the person what happened if it does. Returns whether it went well. */
export async function attempt(step: () => unknown): Promise<boolean> {
  try {
    await step();
    useWorkspace.getState().setSaveFailure(null);
    return true;
  } catch (error) {
    const failure = failureOf(error);
    const workspace = useWorkspace.getState();
    if (keepsFromSaving(failure) && failure.code !== 'READ_ONLY') workspace.setSaveFailure(failure);
    workspace.toast({ tone: 'failed', text: failure.message });
    return false;
  }
}
