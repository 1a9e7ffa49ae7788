import { useWorkspace } from '../state/workspace.ts';

/** Milliseconds in which a field that was asked for comes up, or does not come up at all. */
const longest = 10_000;
/** Milliseconds that it may take to paint once the command is done. */
const shortest = 1_500;

const isTextField = (element: unknown): element is HTMLElement =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && ['text', 'search', 'email', 'url', 'number'].includes(element.type));

let waiting: HTMLTextAreaElement | null = null;
let origin: HTMLElement | null = null;

/** The field that has the keyboard until the real one is there: whatever is typed, pasted or composed stands in it. */
function waitingField(): HTMLTextAreaElement {
  if (waiting) return waiting;
  waiting = document.createElement('textarea');
  waiting.className = 'visually-hidden';
  waiting.style.insetBlockStart = '0';
  waiting.tabIndex = -1;
  waiting.setAttribute('aria-label', 'Opening a field…');
  document.body.append(waiting);
  // A dialog that gives the keyboard back to where it was gives it to where the command was called.
  waiting.addEventListener('focus', () => {
    if (!expecting) origin?.focus({ preventScroll: true });
  });
  return waiting;
}

let expecting: (() => void) | null = null;

/**
 * A command that opens a field was called: from now on nothing that is typed is lost, or is taken for another command. When
 * the field has the keyboard, it gets the words. When `opening` ends and no field came up, they are told.
 */
export function expectField(opening: Promise<unknown>): void {
  const before = document.activeElement;
  // It came up at once, or the person is typing already.
  if (isTextField(before) && before !== waiting) return;
  expecting?.();
  const field = waitingField();
  if (before instanceof HTMLElement && before !== field) origin = before;
  field.value = '';

  const end = (): string => {
    document.removeEventListener('focusin', arrive);
    field.removeEventListener('keydown', giveUp);
    clearTimeout(timer);
    if (expecting === stop) expecting = null;
    const words = field.value;
    field.value = '';
    return words;
  };
  const stop = (): void => {
    const back = document.activeElement === field;
    const words = end();
    if (back) origin?.focus({ preventScroll: true });
    if (words.trim() !== '')
      useWorkspace.getState().toast({ tone: 'failed', text: `No field came up for what you typed meanwhile: “${words}”` });
  };
  const arrive = ({ target }: FocusEvent): void => {
    if (!isTextField(target) || target === field) return;
    const words = end();
    // What opened the field may select its words next: those typed meanwhile take their place, as they would have.
    if (words !== '') queueMicrotask(() => document.execCommand('insertText', false, words));
  };
  const giveUp = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    field.value = '';
    stop();
  };

  expecting = stop;
  const timer = setTimeout(stop, longest);
  document.addEventListener('focusin', arrive);
  field.addEventListener('keydown', giveUp);
  field.focus({ preventScroll: true });
  void opening.then(() =>
    setTimeout(() => {
      if (expecting === stop) stop();
    }, shortest),
  );
}
