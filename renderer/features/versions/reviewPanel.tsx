import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { reanchorMethodNames, reanchorStateNames, type QuotedPlace, type WaitingPassage } from '../../../shared/domain/versions.ts';
import { actionById } from '../../actions/all.ts';
import { useHandles } from '../../actions/handles.ts';
import { runAction } from '../../actions/run.ts';
import { api } from '../../api/client.ts';
import { useWritable } from '../../parts/scale.ts';
import { DiffSide } from '../../parts/textDiff.tsx';
import { useWorkspace, type Review } from '../../state/workspace.ts';
import { announce } from '../../ui/announce.ts';
import { Tag } from '../../ui/badges.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Keys } from '../../ui/keys.tsx';
import classes from './reviewPanel.module.css';

/** Passages that a new version left behind, one after the other: the old words beside the proposed ones, and what to do with them. */
export function ReviewPanel({ review }: { review: Review }) {
  const { documentId } = review;
  const { data: waiting } = useQuery(api.versions.waiting.queryOptions({ input: { documentId } }));
  const item = waiting?.find(({ id }) => id === review.id) ?? waiting?.[0];
  const root = useRef<HTMLElement>(null);
  useEffect(() => root.current?.focus({ preventScroll: true }), []);
  const none = waiting?.length === 0;
  useEffect(() => {
    // Decided in another window, or taken back by undo.
    if (none) useWorkspace.getState().setReview(null);
  }, [none]);
  if (!waiting || !item) return null;
  const at = waiting.indexOf(item);
  const changed = waiting.filter(({ state }) => state === 'changed').length;
  return (
    <section ref={root} tabIndex={-1} data-scope="versions" aria-label="Review of waiting passages" className={classes['panel']}>
      <header className={classes['header']}>
        <h2>
          Passage {at + 1} of {waiting.length}
        </h2>
        <Tag tone={item.state === 'lost' ? 'refutes' : 'warning'}>{reanchorStateNames[item.state]}</Tag>
        <Claims item={item} />
        <span className={classes['end']}>
          {changed > 1 ? (
            <Do action="versions.acceptAll" tone="quiet">
              Accept all {changed} changed
            </Do>
          ) : null}
          <Step action="versions.previous" icon={<ArrowUp />} isDisabled={at === 0} />
          <Step action="versions.next" icon={<ArrowDown />} isDisabled={at === waiting.length - 1} />
          <Step action="versions.close" icon={<X />} />
        </span>
      </header>
      <Item key={item.id} item={item} proposal={Math.min(review.proposal, Math.max(0, item.proposals.length - 1))} />
    </section>
  );
}

function Claims({ item: { claims } }: { item: WaitingPassage }) {
  const inspect = useWorkspace((state) => state.inspect);
  const [first, ...others] = claims;
  if (!first) return null;
  return (
    <span className={classes['claims']}>
      serves
      <button type="button" onClick={() => inspect({ kind: 'claim', id: first.id })} title={first.shortText}>
        {first.shortText}
      </button>
      {others.length > 0 ? `and ${others.length} more` : ''}
    </span>
  );
}

function Item({ item, proposal }: { item: WaitingPassage; proposal: number }) {
  const writable = useWritable();
  const shown = item.proposals[proposal];
  const { data: versions } = useQuery(api.versions.list.queryOptions({ input: { documentId: item.documentId } }));
  const numberOf = (id: string): string => `Version ${versions?.find((version) => version.id === id)?.number ?? ''}`;
  const reader = useHandles((handles) => handles.reader);
  const isHere = reader?.documentId === item.documentId && !reader.earlier;
  const ranges = shown?.ranges;
  useEffect(() => {
    if (isHere && ranges) reader.show(ranges);
  }, [reader, isHere, ranges]);
  const told = `${reanchorStateNames[item.state]}: ${item.old.exact}`;
  useEffect(() => announce(told), [told]);
  return (
    <>
      <div role="group" aria-label="Decide" className={classes['decide']}>
        <Do action="versions.accept" tone="primary" isDisabled={!writable || !shown}>
          Accept
        </Do>
        {item.proposals.length > 1 ? <Do action="versions.otherPlace">Other place</Do> : null}
        <Do action="versions.place" isDisabled={!writable}>
          Place at selection
        </Do>
        <Do action="versions.keep" isDisabled={!writable}>
          Keep on the old version
        </Do>
      </div>
      <div className={classes['sides']}>
        <Side title={numberOf(item.fromVersionId)} place={item.old}>
          {shown ? <DiffSide before={item.old.exact} after={shown.exact} side="old" /> : item.old.exact}
        </Side>
        {shown ? (
          <Side
            title={numberOf(item.versionId)}
            hint={`${item.proposals.length > 1 ? `place ${proposal + 1} of ${item.proposals.length}, ` : ''}${Math.floor(shown.score * 100)} % alike, found by ${lower(reanchorMethodNames[shown.method])}`}
            place={shown}
          >
            <DiffSide before={item.old.exact} after={shown.exact} side="new" />
          </Side>
        ) : (
          <section className={classes['side']} aria-label={numberOf(item.versionId)}>
            <h3>{numberOf(item.versionId)}</h3>
            <p className={classes['none']}>
              Nothing in the new version stands for these words. Select words in the text above to place the passage there, or keep it on
              the old version.
            </p>
          </section>
        )}
      </div>
    </>
  );
}

const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

function Side({ title, hint, place, children }: { title: string; hint?: string; place: QuotedPlace; children: ReactNode }) {
  return (
    <section className={classes['side']} aria-label={title}>
      <h3>
        {title}
        {hint ? <small>{hint}</small> : null}
      </h3>
      <blockquote dir="auto">
        <span className={classes['around']}>{fromWord(place.before)}</span>
        <span className={classes['words']}>{children}</span>
        <span className={classes['around']}>{toWord(place.after)}</span>
      </blockquote>
    </section>
  );
}

/** UTF-16 code units of what stands around that are shown on either side. */
const around = 140;

/** What stands before, from a whole word on. */
function fromWord(before: string): string {
  if (before.length <= around) return before;
  const cut = before.slice(-around);
  const space = cut.search(/\s/);
  return space < 0 ? '…' : `…${cut.slice(space)}`;
}

/** What follows, up to a whole word. */
function toWord(after: string): string {
  if (after.length <= around) return after;
  const cut = after.slice(0, around);
  const space = cut.search(/\s\S*$/);
  return space < 0 ? '…' : `${cut.slice(0, space)} …`;
}

interface DoProps {
  action: string;
  tone?: 'primary' | 'plain' | 'quiet';
  isDisabled?: boolean;
  children: ReactNode;
}

function Do({ action: id, tone = 'plain', isDisabled = false, children }: DoProps) {
  const action = actionById(id);
  const [keys] = action.keys ?? [];
  return (
    <Button size="s" tone={tone} isDisabled={isDisabled} onPress={() => void runAction(action)}>
      {children}
      {keys ? <Keys keys={keys} /> : null}
    </Button>
  );
}

const stepNames: Record<string, string> = {
  'versions.previous': 'Previous waiting passage',
  'versions.next': 'Next waiting passage',
  'versions.close': 'Close the review',
};

function Step({ action: id, icon, isDisabled = false }: { action: string; icon: ReactNode; isDisabled?: boolean }) {
  const action = actionById(id);
  return (
    <IconButton label={stepNames[id]!} keys={action.keys?.[0]} icon={icon} isDisabled={isDisabled} onPress={() => void runAction(action)} />
  );
}
