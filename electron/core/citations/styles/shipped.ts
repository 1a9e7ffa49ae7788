import type { CitationStyle } from '../../../../shared/domain/citations.ts';

/** The styles that come with Assay, by the names that their package gives them. */
const files = {
  apa: 'apa',
  harvard: 'harvard1',
  vancouver: 'vancouver',
} as const;

type ShippedId = keyof typeof files;

const titles: Record<ShippedId, string> = {
  apa: 'APA, 7th edition',
  harvard: 'Harvard (Cite Them Right, 12th edition)',
  vancouver: 'Vancouver (NLM, Citing Medicine)',
};

export const shippedStyles: readonly CitationStyle[] = (Object.keys(files) as ShippedId[]).map((id) => ({
  id,
  title: titles[id],
  shipped: true,
}));

/** The XML of a style that comes with Assay; undefined where it is none. Read when one is asked for: they are a hundred kilobytes. */
export async function shippedStyle(id: string): Promise<string | undefined> {
  if (!Object.hasOwn(files, id)) return undefined;
  const { default: styles } = await import('@citation-js/plugin-csl/lib/styles.json', { with: { type: 'json' } });
  return styles[files[id as ShippedId]];
}

/** The XML of the locale that fits a language best. English where there is none for it. */
export async function shippedLocales(): Promise<{ forLanguage(language: string): string }> {
  const { default: locales } = await import('@citation-js/plugin-csl/lib/locales.json', { with: { type: 'json' } });
  const byTag: Readonly<Record<string, string>> = locales;
  return {
    forLanguage(language) {
      const same = Object.keys(byTag).find((tag) => tag.slice(0, 2) === language.slice(0, 2));
      return byTag[language] ?? byTag[same ?? 'en-US']!;
    },
  };
}
