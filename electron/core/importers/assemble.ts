import type { LeftOut } from '../../../shared/domain/entities.ts';
import { normalise, normaliserVersion } from '../../../shared/text/normalise.ts';
import { guessMetadata } from './guess.ts';
import { byCommonWords, commonWordsMethod } from './language.ts';
import type { Guesses, ImportResult, ParseResult, Reading } from './parser.ts';
import type { SniffedFile } from './sniff.ts';

/** Makes the canonical text of what an importer read, with places over that text, and guesses what the file did not say of itself. */
export function assemble({ name, mediaType, claimedType }: SniffedFile, result: ImportResult): ParseResult {
  if (!result.ok) return result;
  const { reading } = result;
  const { text, blocks, removed, links, places } = normalise(reading.blocks);
  if (text === '') return { ok: false, reason: 'empty' };
  const { encoding, extractor, warnings = [] } = reading;
  const leftOut = canonicalLeftOut(reading.leftOut ?? [], places);
  const lines = blocks.map(({ start, end, ...block }) => ({ ...block, text: text.slice(start, end) }));
  const language = byCommonWords(text);
  const told = {
    ...reading.fallbacks,
    ...guessMetadata({ fileName: name, blocks: lines }),
    ...(language === null ? {} : { language: { value: language, method: commonWordsMethod } }),
  };
  const guesses = mergeGuesses(reading.guesses ?? {}, told);
  const rest = { mediaType, claimedType, encoding, extractor, normaliser: normaliserVersion, guesses };
  return { ok: true, extraction: { text, blocks, removed, links, leftOut, warnings, ...rest } };
}

function canonicalLeftOut(raw: NonNullable<Reading['leftOut']>, places: readonly number[]): LeftOut[] {
  return raw.flatMap(({ text, reason, before }) => {
    const { text: words } = normalise(text.split('\n').map((line) => ({ kind: 'paragraph', text: line })));
    return words === '' ? [] : [{ text: words, reason, before: places[Math.min(before, places.length - 1)]! }];
  });
}

/** What the file says goes before what is told from its text; but pages often claim a language that is only their template's. */
function mergeGuesses(said: Guesses, told: Guesses): Guesses {
  const guesses = { ...told, ...said };
  // As in the text: no soft hyphen or zero-width space makes two titles of one.
  for (const field of ['title', 'publisher', 'byline'] as const) {
    const guess = guesses[field];
    if (guess) guesses[field] = { ...guess, value: normalise([{ kind: 'paragraph', text: guess.value }]).text };
  }
  const [claimed, found] = [said.language?.value, told.language?.value].map((value) => value?.split('-')[0]!.toLowerCase());
  if (told.language && claimed !== found) guesses.language = told.language;
  return guesses;
}
