import { CirclePlus, FilePlus2, Highlighter, ListPlus, Minus, NotebookPen, Plus, StickyNote, Tag } from 'lucide-react';
import { useLayoutEffect, useRef, useState, useSyncExternalStore, type CSSProperties, type ReactNode, type RefObject } from 'react';
import { actionById } from '../../../actions/all.ts';
import { runAction, useActionState } from '../../../actions/run.ts';
import { firstWords } from '../../../../shared/text/shortText.ts';
import { useWorkspace } from '../../../state/workspace.ts';
import { Keys } from '../../../ui/keys.tsx';
import { caretRect } from '../text/place.ts';
import type { ReaderController } from '../controller.ts';
import classes from './selectionBar.module.css';

interface FloatingProps {
  controller: ReaderController;
  root: RefObject<HTMLElement | null>;
}

/** What can be done with the selected words, close to them, each with its key. The keyboard stays in the text. */
export function SelectionBar({ controller, root }: FloatingProps) {
  const { caret, offersBar } = useSyncExternalStore(controller.subscribe, controller.snapshot);
  const active = useWorkspace((state) => state.activePane === controller.pane);
  const gathering = useWorkspace((state) => state.openClaimId !== null);
  const inspectedId = useSyncExternalStore(controller.passages.subscribe, () => controller.passages.inspectedId);
  const chosen = inspectedId !== null && controller.passages.find(inspectedId) !== undefined;
  if (!offersBar || !active || controller.earlier || controller.selected === null) return null;
  return (
    <Floating root={root} controller={controller} at={caret.at} above={caret.anchor !== null && caret.at < caret.anchor}>
      <div role="toolbar" aria-label="Selection" className={classes['bar']}>
        <Command action="reader.highlight" name="Highlight" icon={<Highlighter />} />
        <Command action="reader.claim" name="Claim" icon={<FilePlus2 />} />
        <Command action="reader.addToClaim" name="Add to claim" icon={<ListPlus />} />
        {chosen ? <Command action="reader.passage.add" name="Add" icon={<CirclePlus />} /> : null}
        <span className={classes['line']} />
        {gathering ? (
          <>
            <Command action="reader.evidence.supports" name="Supports" icon={<Plus />} tone="supports" />
            <Command action="reader.evidence.refutes" name="Refutes" icon={<Minus />} tone="refutes" />
            <Command action="reader.evidence.context" name="Context" icon={<CirclePlus />} />
          </>
        ) : (
          <Command action="reader.evidence.supports" name="Evidence" icon={<NotebookPen />} />
        )}
        <span className={classes['line']} />
        <Command action="reader.note" name="Note" icon={<StickyNote />} />
        <Command action="reader.label" name="Label" icon={<Tag />} />
      </div>
    </Floating>
  );
}

function Command({ action: id, name, icon, tone }: { action: string; name: string; icon: ReactNode; tone?: 'supports' | 'refutes' }) {
  const action = actionById(id);
  const { label, enabled } = useActionState(action);
  const [keys] = action.keys ?? [];
  return (
    <button
      type="button"
      className={classes['command']}
      data-tone={tone}
      title={label}
      disabled={!enabled}
      onClick={() => void runAction(action)}
    >
      {icon}
      {name}
      {keys ? <Keys keys={keys} /> : null}
    </button>
  );
}

/** More than that nobody chooses from beside a word; the list of passages shows and filters all. */
const choicesAtMost = 20;

/** The passages under a click, where there are several: the shortest is shown already, the others are one click away. */
export function PassageChoice({ controller, root }: FloatingProps) {
  const { choice } = useSyncExternalStore(controller.subscribe, controller.snapshot);
  const inspectedId = useSyncExternalStore(controller.passages.subscribe, () => controller.passages.inspectedId);
  useSyncExternalStore(controller.passages.subscribe, controller.passages.all);
  if (!choice) return null;
  const passages = choice.passageIds.flatMap((id) => controller.passages.find(id) ?? []);
  if (passages.length < 2) return null;
  const more = passages.length - choicesAtMost;
  return (
    <Floating root={root} controller={controller} at={choice.at} above={false}>
      <ul aria-label="Passages here" className={classes['choice']}>
        {passages.slice(0, choicesAtMost).map((passage) => (
          <li key={passage.id}>
            <button
              type="button"
              className={classes['passage']}
              aria-current={passage.id === inspectedId || undefined}
              onClick={() => controller.passageWork.open(passage.id)}
            >
              <span>{passage.meaning}</span>
              <q>{firstWords(controller.passageWork.quoteOf(passage))}</q>
            </button>
          </li>
        ))}
        {more > 0 ? <li className={classes['more']}>and {more.toLocaleString()} more, in the list of passages</li> : null}
      </ul>
    </Floating>
  );
}

/** Stands beside a place in the text, inside the column, and scrolls with it. */
function Floating({ controller, root, at, above, children }: FloatingProps & { at: number; above: boolean; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<CSSProperties>({});
  useLayoutEffect(() => {
    const text = root.current;
    const element = box.current;
    const holder = element?.offsetParent;
    if (!text || !element || !holder) return;
    const rect = caretRect(text, controller.source.blocks, at);
    if (!rect) return;
    const origin = holder.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    // A little beside the column, as far as the pane goes on there.
    const view = holder.closest('[data-scope="reader"]')?.getBoundingClientRect() ?? origin;
    const [first, last] = [Math.max(-56, view.left - origin.left + 4), Math.min(origin.width + 56, view.right - origin.left - 4)];
    const left = Math.max(first, Math.min(rect.left - origin.left - width / 2, last - width));
    const top = above ? rect.top - origin.top - height - 8 : rect.bottom - origin.top + 10;
    setPlace({ transform: `translate(${Math.round(left)}px, ${Math.round(top)}px)` });
  }, [controller, root, at, above]);
  return (
    // Pressing a button must not take the keyboard, or the selection, out of the text.
    <div ref={box} data-scope="selection" className={classes['floating']} style={place} onMouseDown={(event) => event.preventDefault()}>
      {children}
    </div>
  );
}
