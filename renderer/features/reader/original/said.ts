import type { FoundWords } from '../../../../shared/text/original/findQuoted.ts';

/** What became of all parts of the words that were looked for. */
export function sumOfFound(found: readonly FoundWords[]): FoundWords {
  const places = found.flatMap((part) => part.places);
  if (found.every(({ outcome }) => outcome === 'none')) return { outcome: 'none', places };
  if (found.some(({ outcome }) => outcome === 'several')) return { outcome: 'several', places };
  return { outcome: found.every(({ outcome }) => outcome === 'whole') ? 'whole' : 'partly', places };
}

/** How a person is told of it; null where there is nothing to tell. */
export function saidOfFound({ outcome }: Pick<FoundWords, 'outcome'>, where: string): string | null {
  if (outcome === 'none') return `These words were not found on ${where}. It is shown without a mark.`;
  if (outcome === 'several')
    return `These words stand on ${where} more than once; each place is framed, since it is not known which was read.`;
  return outcome === 'partly' ? `Only some of these words were found on ${where}; those are marked.` : null;
}
