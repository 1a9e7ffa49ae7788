import { hashKey, useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { OpenCase } from '../../shared/contract/cases.ts';
import { api, client, queryClient } from '../api/client.ts';
import { failureOf, keepsFromSaving } from '../api/errors.ts';
import { standingOf, useOpenCase } from '../api/openCase.ts';
import { useWorkspace } from '../state/workspace.ts';
import { isEnabled, labelOf, type Action, type ActionContext } from './action.ts';
import { useHandles } from './handles.ts';
import { expectField } from './typeAhead.ts';

const caseKey = api.cases.current.queryKey({ input: {} });
const historyKey = api.history.state.queryKey({ input: {} });

/** What commands see now, from the cache; for code outside React. */
export function currentContext(): ActionContext {
  const history = queryClient.getQueryData(historyKey);
  return {
    client,
    queryClient,
    workspace: useWorkspace.getState(),
    openCase: queryClient.getQueryData(caseKey) ?? null,
    handles: useHandles.getState(),
    undo: history?.undo ?? null,
    redo: history?.redo ?? null,
  };
}

/** The same inside React, following changes: for buttons, menus and the palette. */
export function useActionContext(): ActionContext {
  const workspace = useWorkspace();
  const handles = useHandles();
  const openCase = useOpenCase(standingOf);
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

/** What a button shows of one command. It renders again only when that changes, not with every selection or operation. */
export function useActionState(action: Action): { label: string; enabled: boolean; checked: boolean | undefined } {
  const look = useShallow((context: ActionContext) => ({
    label: labelOf(action, context),
    enabled: isEnabled(action, context),
    checked: action.checked?.(context),
  }));
  // Read, and never rendered by themselves: what the command makes of them is.
  const isOpen = useOpenCase(isThere) ?? false;
  useQuery({ ...api.history.state.queryOptions({ input: {}, enabled: isOpen }), notifyOnChangeProps: [] });
  return useSyncExternalStore(subscribeToContext, () => look(currentContext()));
}

const isThere = (openCase: OpenCase | null): boolean => openCase !== null;

/** Hears of everything that `currentContext` is made of. */
function subscribeToContext(listener: () => void): () => void {
  const read = new Set([caseKey, historyKey].map((key) => hashKey(key)));
  const stops = [
    useWorkspace.subscribe(listener),
    useHandles.subscribe(listener),
    queryClient.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && read.has(query.queryHash)) listener();
    }),
  ];
  return () => stops.forEach((stop) => stop());
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
