import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { TextDifference, VersionSummary } from '../../../shared/domain/versions.ts';
import { actionById } from '../../actions/all.ts';
import { textSizes, textSizeShape } from '../../actions/reader.ts';
import { runAction } from '../../actions/run.ts';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { useViewSetting } from '../../parts/useViewSetting.ts';
import { useWorkspace, type Comparison } from '../../state/workspace.ts';
import { announce } from '../../ui/announce.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { Select } from '../../ui/field.tsx';
import classes from './comparing.module.css';
import { VersionText } from './versionText.tsx';
import { useScrollTogether } from './scrollTogether.ts';

const close = (): void => useWorkspace.getState().setComparison(null);

/** Two versions of an article side by side, what differs marked, and a walk from one difference to the next. */
export function Comparing({ comparison }: { comparison: Comparison }) {
  const { documentId, olderId, newerId } = comparison;
  const { data: document } = useQuery(api.documents.get.queryOptions({ input: { documentId } }));
  const { data: versions } = useQuery(api.versions.list.queryOptions({ input: { documentId } }));
  const older = useQuery(api.versions.get.queryOptions({ input: { versionId: olderId }, staleTime: Infinity }));
  const newer = useQuery(api.versions.get.queryOptions({ input: { versionId: newerId }, staleTime: Infinity }));
  const compared = useQuery(api.versions.compare.queryOptions({ input: { olderId, newerId }, staleTime: Infinity }));
  const error = older.error ?? newer.error ?? compared.error;
  const root = useRef<HTMLElement>(null);
  useEffect(() => root.current?.focus({ preventScroll: true }), []);
  const count = compared.data?.length;
  useEffect(() => {
    const { comparison: now, setComparison } = useWorkspace.getState();
    if (now && count !== undefined && now.count !== count) setComparison({ ...now, count });
  }, [count]);
  return (
    <section ref={root} tabIndex={-1} data-scope="versions" aria-label="Comparison of two versions" className={classes['view']}>
      <header className={classes['header']}>
        <h1 title={document?.title}>{document?.title}</h1>
        <Walk comparison={comparison} known={count !== undefined} />
        <IconButton label="Close the comparison" keys="Escape" icon={<X />} onPress={close} />
      </header>
      {versions ? <Chosen comparison={comparison} versions={versions} /> : null}
      {error ? (
        <Empty title="These versions cannot be compared" action={<Button onPress={close}>Close</Button>}>
          {failureOf(error).message}
        </Empty>
      ) : older.data && newer.data && compared.data ? (
        <Sides
          key={`${olderId} ${newerId}`}
          older={older.data}
          newer={newer.data}
          differences={compared.data}
          at={comparison.at}
          language={document?.language ?? ''}
        />
      ) : (
        <div aria-busy="true" className={classes['sides']} />
      )}
    </section>
  );
}

function Walk({ comparison: { at, count }, known }: { comparison: Comparison; known: boolean }) {
  const step = (id: string, label: string, icon: React.ReactNode, isDisabled: boolean) => {
    const action = actionById(id);
    return <IconButton label={label} keys={action.keys?.[0]} icon={icon} isDisabled={isDisabled} onPress={() => void runAction(action)} />;
  };
  const counted = `${count.toLocaleString()} ${count === 1 ? 'difference' : 'differences'}`;
  return (
    <div className={classes['walk']} role="group" aria-label="Differences">
      <span role="status">{!known ? 'Comparing…' : count === 0 ? 'No difference' : at < 0 ? counted : `${at + 1} of ${counted}`}</span>
      {step('versions.previous', 'Previous difference', <ArrowUp />, at <= 0)}
      {step('versions.next', 'Next difference', <ArrowDown />, at >= count - 1)}
    </div>
  );
}

function Chosen({ comparison, versions }: { comparison: Comparison; versions: readonly VersionSummary[] }) {
  const options = versions.map(({ id, number, current, importedAt }) => ({
    value: id,
    label: `Version ${number}${current ? ', current' : ''} (${formatMoment(importedAt)})`,
  }));
  const choose = (older: string, newer: string): void => {
    // An older text may have come in later: behind the current version, whatever its number.
    const age = (id: string): number => {
      const version = versions.find((one) => one.id === id);
      return version?.current ? Infinity : (version?.number ?? 0);
    };
    if (older === newer) return;
    const [olderId, newerId] = age(older) < age(newer) ? [older, newer] : [newer, older];
    useWorkspace.getState().setComparison({ ...comparison, olderId, newerId, at: -1, count: 0 });
  };
  return (
    <div className={classes['chosen']}>
      <Select
        label="Older version"
        hideLabel
        value={comparison.olderId}
        options={options}
        onChange={(id) => choose(id, comparison.newerId)}
      />
      <Select
        label="Newer version"
        hideLabel
        value={comparison.newerId}
        options={options}
        onChange={(id) => choose(comparison.olderId, id)}
      />
    </div>
  );
}

interface SidesProps {
  older: Parameters<typeof VersionText>[0]['version'];
  newer: Parameters<typeof VersionText>[0]['version'];
  differences: readonly TextDifference[];
  at: number;
  language: string;
}

const kindNames: Record<TextDifference['kind'], string> = { added: 'Added', removed: 'Taken out', changed: 'Changed', moved: 'Moved' };

function Sides({ older, newer, differences, at, language }: SidesProps) {
  const [textSize] = useViewSetting('reader.textSize', textSizeShape, textSizes.usual);
  const left = useRef<HTMLDivElement>(null);
  const right = useRef<HTMLDivElement>(null);
  const jump = useScrollTogether(
    left,
    right,
    useMemo(() => ({ older, newer, differences }), [older, newer, differences]),
  );
  useEffect(() => {
    const difference = differences[at];
    if (!difference) return;
    jump(at);
    const was = older.text.slice(difference.old.start, difference.old.end);
    const is = newer.text.slice(difference.new.start, difference.new.end);
    announce(`${kindNames[difference.kind]}: ${[was, is === was ? '' : is].filter((words) => words !== '').join(' became ')}`);
  }, [at, differences, older, newer, jump]);
  const side = (which: 'old' | 'new', version: SidesProps['older'], scroller: React.RefObject<HTMLDivElement | null>) => (
    <div
      ref={scroller}
      role="region"
      aria-label={`Text of version ${version.number}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keyboard from this stop
      tabIndex={0}
      lang={language || undefined}
      className={classes['side']}
      style={{ '--text-size': `${Math.max(textSizes.smallest, textSize - 2)}px` } as React.CSSProperties}
    >
      <VersionText version={version} differences={differences} side={which} current={at} />
    </div>
  );
  return (
    <div className={classes['sides']}>
      {side('old', older, left)}
      {side('new', newer, right)}
    </div>
  );
}
