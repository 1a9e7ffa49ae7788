import * as z from 'zod';

export const rating = z.object({
  id: z.string(),
  name: z.string(),
  /** One or two letters, so that no verdict is told by colour alone. */
  letter: z.string(),
  /** Place on an ordered scale, 1 worst; null: stands outside the order. */
  order: z.int().nullable(),
  /** Token name: `--rating-<tone>` in the renderer and in reports. */
  tone: z.enum(['supported', 'mostly-supported', 'disputed', 'mostly-refuted', 'refuted', 'unproven', 'caveat', 'none']),
  definition: z.string(),
  /** The same verdict in other houses' words, for interchange. */
  equivalents: z.object({ politifact: z.string(), snopes: z.string(), averitec: z.string() }),
});
export type Rating = z.infer<typeof rating>;

export const ratingScale = z.object({ id: z.string(), name: z.string(), ratings: z.array(rating) });
export type RatingScale = z.infer<typeof ratingScale>;

const none = { politifact: '', snopes: '', averitec: '' };

/** The scale every new case starts with. Cases own their copy: editing it there changes that case alone. */
export const defaultScale: RatingScale = {
  id: 'assay-default',
  name: 'Assay',
  ratings: [
    {
      id: 'supported',
      name: 'Supported',
      letter: 'S',
      order: 5,
      tone: 'supported',
      definition: 'The evidence bears the claim out as it was made.',
      equivalents: { politifact: 'True', snopes: 'True', averitec: 'Supported' },
    },
    {
      id: 'mostly-supported',
      name: 'Mostly supported',
      letter: 'MS',
      order: 4,
      tone: 'mostly-supported',
      definition: 'Right in substance; details are off or missing.',
      equivalents: { politifact: 'Mostly True', snopes: 'Mostly True', averitec: '' },
    },
    {
      id: 'disputed',
      name: 'Disputed',
      letter: 'D',
      order: 3,
      tone: 'disputed',
      definition: 'Good evidence stands on both sides.',
      equivalents: { politifact: 'Half True', snopes: 'Mixture', averitec: 'Conflicting evidence' },
    },
    {
      id: 'mostly-refuted',
      name: 'Mostly refuted',
      letter: 'MR',
      order: 2,
      tone: 'mostly-refuted',
      definition: 'Wrong in substance, with a true core.',
      equivalents: { politifact: 'Mostly False', snopes: 'Mostly False', averitec: '' },
    },
    {
      id: 'refuted',
      name: 'Refuted',
      letter: 'R',
      order: 1,
      tone: 'refuted',
      definition: 'The evidence shows that it is not so.',
      equivalents: { politifact: 'False', snopes: 'False', averitec: 'Refuted' },
    },
    {
      id: 'unproven',
      name: 'Unproven',
      letter: 'U',
      order: null,
      tone: 'unproven',
      definition: 'The evidence found decides neither way.',
      equivalents: { politifact: '', snopes: 'Unproven', averitec: 'Not enough evidence' },
    },
    {
      id: 'missing-context',
      name: 'Missing context',
      letter: 'C',
      order: null,
      tone: 'caveat',
      definition: 'Right by the letter, misleading without what was left out.',
      equivalents: none,
    },
    {
      id: 'outdated',
      name: 'Outdated',
      letter: 'O',
      order: null,
      tone: 'caveat',
      definition: 'Was so once and is no longer.',
      equivalents: { ...none, snopes: 'Outdated' },
    },
    {
      id: 'manipulated',
      name: 'Manipulated',
      letter: 'M',
      order: null,
      tone: 'caveat',
      definition: 'The material shown was altered or torn from its place.',
      equivalents: none,
    },
    {
      id: 'not-checkable',
      name: 'Not checkable',
      letter: 'N',
      order: null,
      tone: 'none',
      definition: 'An opinion, a prediction, or beyond any evidence.',
      equivalents: none,
    },
  ],
};
