import { useEffect, useMemo, useState } from 'react';
import type { TextRange } from '../../../../shared/domain/entities.ts';
import { Finder, type Outcome } from './finder.ts';
import { startFinderThread } from './finderThread.ts';
import type { Search } from './searcher.ts';

/** Finds in a text for as long as the component is shown; null while it is searched. */
export function useSearch(text: string, search: Search): Outcome | null {
  const finder = useMemo(() => new Finder(text, startFinderThread), [text]);
  useEffect(() => () => finder.close(), [finder]);
  const [answer, setAnswer] = useState<{ search: Search; outcome: Outcome } | null>(null);
  useEffect(() => {
    void finder.search(search).then((outcome) => {
      if (outcome.kind !== 'superseded') setAnswer({ search, outcome });
    });
  }, [finder, search]);
  return answer?.search === search ? answer.outcome : null;
}

/** For each of ranges in order, the passage that covers all of it already; of several one that reaches furthest. */
export function coveredBy<P extends { ranges: readonly TextRange[] }>(ranges: readonly TextRange[], passages: readonly P[]): (P | null)[] {
  const parts = passages.flatMap((passage) => passage.ranges.map((range) => ({ ...range, passage }))).toSorted((a, b) => a.start - b.start);
  let next = 0;
  let reaching: (typeof parts)[number] | null = null;
  return ranges.map(({ start, end }) => {
    for (; next < parts.length && parts[next]!.start <= start; next++)
      if (!reaching || parts[next]!.end > reaching.end) reaching = parts[next]!;
    return reaching && reaching.end >= end ? reaching.passage : null;
  });
}
