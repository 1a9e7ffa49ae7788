import { useEffect } from 'react';
import { matchKeybindingPress, parseKeybinding, type KeybindingPress } from 'tinykeys';
import { isEnabled, type Action, type Scope } from '../../actions/action.ts';
import { actions } from '../../actions/all.ts';
import { currentContext, runAction } from '../../actions/run.ts';
import { useWorkspace, type View } from '../../state/workspace.ts';

interface Binding {
  action: Action;
  press: KeybindingPress;
  /** Code of the key that has this letter on a Latin keyboard; for keyboards that write other letters. */
  code: string | null;
}

const bindings: readonly Binding[] = actions.flatMap((action) =>
  (action.keys ?? []).map((keys) => {
    const letter = /(?:^|\+)([a-z])$/i.exec(keys)?.[1];
    return { action, press: parseKeybinding(keys)[0]!, code: letter ? `Key${letter.toUpperCase()}` : null };
  }),
);

/** Where the keyboard is when nothing has it: in what the main pane shows. */
const scopeOfView: Partial<Record<View, Scope>> = { library: 'library', reader: 'reader', claims: 'claims', evidence: 'evidence' };

const floating = '[role="dialog"], [role="alertdialog"], [role="menu"], [data-trigger]';
const textInput =
  'textarea, [contenteditable]:not([contenteditable="false"]), input:not([type]), input[type="text"], input[type="search"], input[type="date"], input[type="number"]';
/** Keys by which text fields edit their own text. */
const fieldKeys = new Set(['a', 'c', 'v', 'x', 'y', 'z']);

function matches(event: KeyboardEvent, { press, code }: Binding): boolean {
  if (matchKeybindingPress(event, press)) return true;
  if (!code || event.code !== code || /^[ -~]$/.test(event.key) || event.key.length > 1) return false;
  return matchKeybindingPress(event, [press[0], press[1], code]);
}

function isTyping(event: KeyboardEvent, target: Element): boolean {
  // A field with a list of answers passes its keys on to the answer that is current, which is then what the event is about.
  const place = document.activeElement ?? target;
  if ((!target.closest(textInput) && !place.closest(textInput)) || /^F\d+$/.test(event.key)) return false;
  const modified = event.ctrlKey || event.metaKey;
  return !modified || fieldKeys.has(event.key.toLowerCase());
}

function scopeAt(target: Element): string | undefined {
  const named = target.closest<HTMLElement>('[data-scope]')?.dataset['scope'];
  if (named) return named;
  // A head has the keyboard where nothing else on its page has.
  return target === document.body || target.matches('h1') ? scopeOfView[useWorkspace.getState().view] : undefined;
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || !(event.target instanceof Element)) return;
  const target = event.target;
  if (useWorkspace.getState().dialog !== null || target.closest(floating) || isTyping(event, target)) return;
  const here = scopeAt(target);
  const meant = bindings.filter(
    (binding) => ((binding.action.scope ?? 'everywhere') === 'everywhere' || binding.action.scope === here) && matches(event, binding),
  );
  if (meant.length === 0) return;
  const context = currentContext();
  // What belongs to the place comes before what works everywhere.
  const able = meant
    .filter(({ action }) => isEnabled(action, context))
    .sort((a, b) => Number((a.action.scope ?? 'everywhere') === 'everywhere') - Number((b.action.scope ?? 'everywhere') === 'everywhere'));
  // Also a key that can do nothing now is the application's: the browser must not do something else with it.
  event.preventDefault();
  const action = able[0]?.action;
  if (!action && !event.repeat) excuse(meant[0]!.action.excuse?.(context) ?? null);
  // Moving may be held down; a command happens once a press.
  if (!action || (event.repeat && action.menu !== undefined)) return;
  void runAction(action);
}

function excuse(text: string | null): void {
  const { toasts, toast } = useWorkspace.getState();
  // Said once, however often the key is pressed.
  if (text !== null && !toasts.some((shown) => shown.text === text)) toast({ tone: 'done', text });
}

/** Listens for the keys of every action. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
