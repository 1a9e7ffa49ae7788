import { eld } from 'eld/extrasmall';

/** UTF-16 units: more of a text tells no more. */
const sampleLength = 3_000;
/** Letters and signs: a name and a date are of no language. */
const leastLength = 40;

/** The language of a text by its letters, as BCP 47 has it; null where they do not tell. */
export function languageOf(text: string): string | null {
  const sample = text.slice(0, sampleLength);
  if (sample.trim().length < leastLength) return null;
  const found = eld.detect(sample);
  return found.language !== '' && found.isReliable() ? found.language : null;
}
