import { asDate } from './guess.ts';
import type { Guesses } from './parser.ts';

/** What the `key: value` lines before a text say of it; keys in small letters. */
export function guessesOfFrontMatter(frontMatter: ReadonlyMap<string, string>): Guesses {
  const guesses: Guesses = {};
  const method = 'front matter';
  const offer = (field: keyof Guesses, value: string | null | undefined): void => {
    const words = value?.trim();
    if (words) guesses[field] = { value: words, method };
  };
  const matter = (...keys: string[]): string | undefined => keys.map((key) => frontMatter.get(key)).find(Boolean);
  offer('title', matter('title', 'headline')?.slice(0, 1_000));
  offer('published', asDate(matter('published', 'date', 'pubdate', 'publishdate', 'published_at')));
  offer('publisher', matter('publisher', 'publication', 'source', 'site', 'outlet')?.slice(0, 500));
  offer('byline', matter('byline', 'author', 'authors', 'by')?.slice(0, 500));
  offer('language', matter('language', 'lang', 'locale')?.slice(0, 35));
  return guesses;
}
