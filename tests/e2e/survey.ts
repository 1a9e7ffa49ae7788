import type { Page } from '@playwright/test';
import { column, writePdf, type Words } from '../../electron/core/importers/testing/writePdf.ts';

/** The words of its three pages. */
export const surveyPages: readonly Words[][] = [
  [
    { text: 'The wall at Lowmere', x: 50, y: 70, size: 20, bold: true },
    ...column(50, 110, [
      'The wall was last measured in the spring of',
      'last year, by two people with a level, and was',
      'found to stand upright.',
    ]),
  ],
  column(50, 90, ['Forty boats lay behind the wall when it gave way, and', 'all of them were damaged, eleven beyond repair.']),
  column(50, 90, ['The office asks for a new wall, and for nobody to', 'walk upon the old one.']),
];
export const survey = writePdf(
  surveyPages.map((words) => ({ words })),
  { info: { Title: 'Survey of the wall' }, language: 'en' },
);
export const pdf = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });

/** Words of the text are lit up for a moment: they were gone to. */
export const flashes = (page: Page): Promise<boolean> =>
  page.evaluate(() => [...CSS.highlights.keys()].some((name) => name.startsWith('reader-flash')));
