import { percentages, sentenceStates, type CoveredSentence, type Coverage, type SentenceState } from '../../../../shared/text/coverage.ts';

export const stateNames: Record<SentenceState, string> = {
  claimed: 'Claimed',
  highlighted: 'Highlighted',
  skipped: 'Skipped',
  read: 'Read, nothing marked',
  unread: 'Unread',
};

/** Whole percentages of the characters of a text, by state; together 100. */
export function sharesOf({ by }: Coverage): Record<SentenceState, number> {
  const shares = percentages(sentenceStates.map((state) => by[state].characters));
  return Object.fromEntries(sentenceStates.map((state, index) => [state, shares[index]!])) as Record<SentenceState, number>;
}

/** How much of a text was read, as a whole percentage of its characters. */
export const readShareOf = ({ read, total }: Coverage): number => percentages([read.characters, total.characters - read.characters])[0]!;

/** The bar in words, without the states that there are none of. */
export function barInWords(coverage: Coverage): string {
  const shares = sharesOf(coverage);
  const parts = sentenceStates
    .filter((state) => coverage.by[state].sentences > 0)
    .map((state) => `${stateNames[state]} ${shares[state]} %`);
  return parts.length > 0 ? parts.join('; ') : 'No sentences';
}

/** What a sentence is called in the list. */
export const sentenceInWords = ({ state, verified }: Pick<CoveredSentence, 'state' | 'verified'>): string =>
  state === 'claimed' ? (verified ? 'Claimed and settled' : 'Claimed, no verdict yet') : stateNames[state];
