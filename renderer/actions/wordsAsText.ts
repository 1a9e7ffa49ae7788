import type { TypedWords } from '../api/keeper.ts';
import { isWritten, nameOfField } from './typedPlaces.ts';

/** Everything that was typed and is not part of the case, as one text for people. */
export function wordsAsText(caseName: string, words: readonly Omit<TypedWords, 'id'>[]): string {
  const parts = words
    .filter(({ key, text }) => text.trim() !== '' && isWritten(key))
    .map(({ key, text, at }) => `${nameOfField(key)} (typed ${new Date(at).toLocaleString()})\n\n${text}\n`);
  return [`Typed in the case “${caseName}” and not yet part of it\n`, ...parts].join('\n----\n\n');
}
