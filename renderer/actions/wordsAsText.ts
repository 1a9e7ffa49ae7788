import type { TypedWords } from '../api/keeper.ts';

const places: Readonly<Record<string, string>> = {
  case: 'Name of the case',
  cite: 'Source to be cited',
  claim: 'Claim',
  document: 'Article',
  evidence: 'Evidence',
  label: 'Label',
  labels: 'New label',
  note: 'Note',
  paste: 'Article to be pasted',
  report: 'Report',
  sighting: 'Sighting',
  verdict: 'Verdict',
};

/** What is chosen and not written: of use only to the form that it stands in. */
const choices = new Set(['id', 'ratingId', 'confidence', 'stance']);

const fieldOf = (key: string): string => key.split('~', 1)[0]!.split(':').at(-1)!;

/** Words by which a person knows the field again, from the key of its draft. */
function placeOf(key: string): string {
  const [kind, ...rest] = key.split('~', 1)[0]!.split(':');
  const field = rest.at(-1) ?? '';
  const name = places[kind!] ?? kind!;
  return /^[a-z]+$/i.test(field) && kind !== 'note'
    ? `${name}, ${field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`
    : name;
}

/** Everything that was typed and is not part of the case, as one text for people. */
export function wordsAsText(caseName: string, words: readonly Omit<TypedWords, 'id'>[]): string {
  const parts = words
    .filter(({ key, text }) => text.trim() !== '' && !choices.has(fieldOf(key)))
    .map(({ key, text, at }) => `${placeOf(key)} (typed ${new Date(at).toLocaleString()})\n\n${text}\n`);
  return [`Typed in the case “${caseName}” and not yet part of it\n`, ...parts].join('\n----\n\n');
}
