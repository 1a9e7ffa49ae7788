import type { ParseResult } from './parser.ts';

/** Words that make up a tenth of what is written in a language, and little of what is written in others. */
const commonWords: Record<string, string> = {
  en: 'the of and to in that is was for on with as by at from has have said not this are be it he they which will would',
  de: 'der die das und ist nicht von zu den mit sich des auf für im dem ein eine als auch es an werden aus er hat dass sie nach',
  fr: 'le la les des et est une un du dans que pour qui sur pas plus par avec ce il sont au aux cette ont été mais comme',
  es: 'el la los las de que y en un una por con para del se no su al lo es más como pero sus este fue ha son',
  it: 'il di che la e per un una in del della dei non con è si le sono da più come anche ha nel alla gli al questo',
  pt: 'o a os as de que e em um uma para com não do da dos das por no na se mais foi ao pelo pela é são ele',
  nl: 'de het een van en in is dat op te zijn voor met niet die aan er om ook als bij door naar maar uit heeft over',
  pl: 'w i na z nie się do to że jest o jak po za od przez ale dla oraz są tym który która został był ich',
  ru: 'и в не на что с по как это из у за от о для к но же так его он она был были будет',
  uk: 'і в не на що з по як це із у за від про для до але та його він вона був були буде є',
};
const languagesOf = new Map<string, string[]>();
for (const [language, words] of Object.entries(commonWords))
  for (const word of words.split(' ')) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);

/** UTF-16 units. */
const sampleOfWords = 6_000;
const sampleOfLetters = 600;
/** Letters and signs: a name and a date are of no language. What the file itself says of its language is doubted for a longer text alone. */
const leastLength = 80;
const enoughToDoubt = 300;
/** How much likelier the best language is to be than the next, by the library's measure from 0 to 1. */
const leastLead = 0.005;

/** How a language was told, for an analyst. */
export const commonWordsMethod = 'common words';

/** The language whose commonest words fill the text: at least 8 of them, one word in ten, and half as many again as the runner-up. */
export function byCommonWords(text: string): string | null {
  const words =
    text
      .slice(0, sampleOfWords)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const hits = new Map<string, number>();
  for (const word of words) for (const language of languagesOf.get(word) ?? []) hits.set(language, (hits.get(language) ?? 0) + 1);
  const scores = Object.keys(commonWords)
    .map((language) => ({ language, hits: hits.get(language) ?? 0 }))
    .toSorted((a, b) => b.hits - a.hits);
  const [best, second] = scores;
  if (!best || !second || best.hits < 8 || best.hits * 10 < words.length || best.hits < second.hits * 1.5) return null;
  return best.language;
}

/**
 * What was read, with the language that its letters tell (BCP 47) where no common words did: pages often name that of their template alone.
 * The library for it takes longer, and is loaded for such texts alone.
 */
export async function withLanguage(result: ParseResult): Promise<ParseResult> {
  if (!result.ok || result.extraction.guesses.language?.method === commonWordsMethod) return result;
  const { extraction } = result;
  const claimed = extraction.guesses.language?.value.split('-')[0]!.toLowerCase();
  if (extraction.text.length < (claimed === undefined ? leastLength : enoughToDoubt)) return result;
  if (claimed !== undefined && byCommonWords(extraction.text) === claimed) return result;
  const found = await byLetters(extraction.text);
  if (found === null || found === claimed) return result;
  const guesses = { ...extraction.guesses, language: { value: found, method: 'letters of the text' } };
  return { ok: true, extraction: { ...extraction, guesses } };
}

async function byLetters(text: string): Promise<string | null> {
  const { francAll } = await import('franc');
  const [best, second] = francAll(text.slice(0, sampleOfLetters), { minLength: leastLength });
  if (!best || best[0] === 'und' || 1 - (second?.[1] ?? 0) < leastLead) return null;
  // Three letters become two where a language has them: `arb` is `ar`. The two written forms of Norwegian are told apart by no page.
  return new Intl.Locale(best[0]).language.replace(/^n[bn]$/, 'no');
}
