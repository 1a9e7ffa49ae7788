import type { ShippedStyleId } from '../../../../shared/domain/citations.ts';

/** The styles that come with Assay, by the names that their package gives them. */
const files = {
  apa: 'apa',
  harvard: 'harvard1',
  vancouver: 'vancouver',
} as const satisfies Record<ShippedStyleId, string>;

/** The XML of a style that comes with Assay; undefined where it is none. Read when one is asked for: they are a hundred kilobytes. */
export async function shippedStyle(id: string): Promise<string | undefined> {
  if (!Object.hasOwn(files, id)) return undefined;
  const { default: styles } = await import('@citation-js/plugin-csl/lib/styles.json', { with: { type: 'json' } });
  return styles[files[id as ShippedStyleId]];
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
