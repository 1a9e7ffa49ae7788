import type {
  CitationFields,
  EvidenceFields,
  Label,
  LooseCitation,
  SightingFields,
  VerdictFields,
  ClaimFields,
} from '../../shared/domain/entities.ts';

/** Whose passage: the four articles in `resources/demo`, by a short name. */
export type ArticleKey = 'courier' | 'voice' | 'meridian' | 'quay';
export type LabelKey = 'numbers' | 'money' | 'cause' | 'quotation' | 'relayed';

/** The demo case is told in two sittings: the first after three articles, the second after the preliminary note. */
export type Sitting = 'first' | 'second';

export interface Article {
  file: string;
  sitting: Sitting;
  citation: Partial<CitationFields>;
}

export const caseName = 'The Marrow Bridge ferry';
export const checker = 'Mara Quint';

export const articles: Record<ArticleKey, Article> = {
  courier: {
    file: 'marrow-courier.md',
    sitting: 'first',
    citation: {
      kind: 'article-newspaper',
      publisher: 'The Marrow Courier',
      byline: 'Ada Renshaw and Joss Pell',
      published: '2025-03-05',
      accessed: '2025-03-10',
      address: 'https://courier.example/2025/03/05/ferry-cobbs-bank',
      language: 'en',
    },
  },
  voice: {
    file: 'estuary-voice.md',
    sitting: 'first',
    citation: {
      kind: 'webpage',
      publisher: 'Estuary Voice',
      byline: 'The Voice collective',
      published: '2025-03-06',
      accessed: '2025-03-10',
      address: 'https://voice.example/they-sold-our-safety',
      language: 'en',
    },
  },
  meridian: {
    file: 'daily-meridian.txt',
    sitting: 'first',
    citation: {
      kind: 'article-newspaper',
      publisher: 'The Daily Meridian',
      byline: 'Rex Halloran',
      published: '2025-03-07',
      accessed: '2025-03-13',
      address: 'https://meridian.example/news/ferry-of-fear',
      language: 'en',
    },
  },
  quay: {
    file: 'quay-and-channel.md',
    sitting: 'second',
    citation: {
      kind: 'article-magazine',
      publisher: 'Quay & Channel',
      byline: 'Oswin Tarrant',
      published: '2025-04-11',
      accessed: '2025-04-14',
      address: '',
      language: 'en',
    },
  },
};

export const labels: Record<LabelKey, Pick<Label, 'name' | 'colour' | 'definition'>> = {
  numbers: { name: 'Numbers', colour: 'blue', definition: 'Counts, dates and durations that another article gives differently.' },
  money: { name: 'Money', colour: 'green', definition: 'The contract and what it cost.' },
  cause: { name: 'Cause', colour: 'orange', definition: 'Why the cable parted.' },
  quotation: { name: 'Quotation', colour: 'violet', definition: 'Words put in somebody’s mouth: compare them.' },
  relayed: { name: 'Relayed', colour: 'slate', definition: 'Taken over from another article in this case.' },
};

/** A passage by its exact text; line feeds stand between paragraphs. `occurrence` counts from 1. */
export interface StoryPassage {
  article: ArticleKey;
  exact: string;
  occurrence?: number;
  labels?: LabelKey[];
  note?: string;
}

export const passages = {
  courierAboard: {
    article: 'courier',
    exact: 'All 46 people aboard, 43 passengers and three crew, were taken off by the harbour launch and by two fishing boats.',
    labels: ['numbers'],
  },
  courierCount: {
    article: 'courier',
    exact: 'The figure of 46 is the harbour office’s own count, taken name by name on the quay.',
    labels: ['numbers'],
  },
  courierTickets: {
    article: 'courier',
    exact:
      'A spokesman explained later in the evening that 38 was the number of tickets sold, and that children under five travel without one. Five small children were aboard',
    labels: ['numbers'],
    note: '38 tickets + 5 children without one = 43. The two figures **do not contradict** each other.',
  },
  courierCertified: {
    article: 'courier',
    exact: 'The Linnet is certified for 48 passengers. “She was busy, she was not overloaded,” Ms Calder said.',
  },
  courierDuration: {
    article: 'courier',
    exact: 'The last passengers stepped ashore at Marrow Quay at 6.30 p.m., fifty-two minutes after she had sailed.',
    labels: ['numbers'],
  },
  courierCalder: {
    article: 'courier',
    exact:
      '“We were lucky with the tide,” said Ines Calder, the harbour master, who led the rescue from the launch. “An hour later and she would have gone towards the weir, not onto the bank. But nobody was in the water, and the crew did everything right.”',
    labels: ['quotation'],
    note: 'The reporter has this on tape (see Quay & Channel). The *fullest* version of these words.',
  },
  courierInspection: {
    article: 'courier',
    exact:
      'Its log, which the Courier has seen, shows the latest inspection on 13 February, nineteen days before the accident, with the entry “clamps tightened, no visible wear”. It carries the initials of one fitter.',
    labels: ['cause'],
  },
  courierVane: {
    article: 'courier',
    exact: 'She had not herself seen a full inspection, with the cable lifted out of the water, since the summer.',
    labels: ['cause'],
  },
  courierContract: {
    article: 'courier',
    exact:
      'in a contract over three years worth £2.4 million. Two companies had asked for the papers; the second, Hallam Tugs, withdrew before the closing date',
    labels: ['money'],
  },
  courierHallam: {
    article: 'courier',
    exact:
      'Two companies had asked for the papers; the second, Hallam Tugs, withdrew before the closing date and told the council that it had no suitable boat.',
    labels: ['money'],
  },
  courierTrips: {
    article: 'courier',
    exact: 'The crossing counted 412,000 trips in 2024',
    labels: ['numbers'],
  },
  courierAutumn: {
    article: 'courier',
    exact: 'The council’s leader, Tomas Hale, said the bridge would reopen this autumn.',
  },
  courierPerseverance: {
    article: 'courier',
    exact: 'In November 1987 the barge Perseverance capsized at the weir with the loss of two lives; a plaque at the lock remembers them.',
  },
  voiceSixty: {
    article: 'voice',
    exact: 'More than sixty people were packed onto the Linnet on Tuesday night',
    labels: ['numbers'],
  },
  voiceMother: {
    article: 'voice',
    exact: '“There must have been sixty of us at least. You could not move.',
    labels: ['numbers', 'quotation'],
  },
  voiceInspection: {
    article: 'voice',
    exact:
      'She told the Marrow Courier what she has been telling us for months: that the cable had not been properly inspected since last summer.',
    labels: ['cause', 'relayed'],
    note: 'The Courier has her say less than this: *she* had not *seen* a full inspection.',
  },
  voiceCrew: {
    article: 'voice',
    exact: 'Brannick Marine cut its maintenance crew on the Sall from five men to two when it won the new contract',
    labels: ['cause'],
  },
  voiceContract: {
    article: 'voice',
    exact:
      'Four point two million pounds over three years, for one boat, handed to Brannick Marine without a contest. No other company was allowed to bid.',
    labels: ['money'],
  },
  voiceNoBid: { article: 'voice', exact: 'No other company was allowed to bid.', labels: ['money'] },
  voiceCalder: {
    article: 'voice',
    exact:
      '“We were lucky,” Ines Calder admitted. “An hour later and she would have gone towards the weir.” Read that again. The person responsible for this river says that luck, and nothing else, stood between Tuesday’s passengers and the weir.\nIt was the worst accident on the Sall in living memory.',
    labels: ['quotation'],
    note: 'Leaves out “with the tide” and the praise for the crew.\n\n- Courier, 5 March: the whole sentence\n- Voice, 6 March: without the tide\n- Meridian, 7 March: other words altogether',
  },
  voiceWorst: { article: 'voice', exact: 'It was the worst accident on the Sall in living memory.' },
  meridianSixtyOne: {
    article: 'meridian',
    exact: 'Sixty-one terrified passengers, many of them children, were swept down a black river for nearly an hour',
    labels: ['numbers', 'relayed'],
  },
  meridianHour: {
    article: 'meridian',
    exact: 'swept down a black river for nearly an hour when the cable of an overcrowded ferry snapped',
    labels: ['numbers'],
  },
  meridianMillion: { article: 'meridian', exact: 'a rusting tub that a million people a year are forced to use', labels: ['numbers'] },
  meridianCalder: {
    article: 'meridian',
    exact: '“It is sheer luck that nobody died,” harbour master Ines Calder said.',
    labels: ['quotation'],
  },
  meridianContract: {
    article: 'meridian',
    exact:
      'the council handed £4.2 million of taxpayers’ money to operator Brannick Marine in a deal that campaigners say was never put out to tender. Local site Estuary Voice, which broke the story, says the cable had not been inspected since last summer.',
    labels: ['money', 'relayed'],
  },
  meridianInspection: {
    article: 'meridian',
    exact: 'Local site Estuary Voice, which broke the story, says the cable had not been inspected since last summer.',
    labels: ['cause', 'relayed'],
  },
  meridianTrunk: {
    article: 'meridian',
    exact: 'I saw a great trunk of a tree going down beside her, roots and all. I thought, that is what has done it.',
    labels: ['cause'],
  },
  meridianAutumn: {
    article: 'meridian',
    exact: '“The bridge will reopen this autumn, and the ferry will be safe until then.”',
    labels: ['quotation'],
  },
  meridianStaff: {
    article: 'meridian',
    exact: 'It is understood that the number of staff who maintain the crossing was more than halved last year.',
    labels: ['relayed'],
  },
  meridianWorst: { article: 'meridian', exact: 'The worst accident on the river within memory has split this quiet market town.' },
  meridianCorrection: {
    article: 'meridian',
    exact:
      'The harbour office counted 43 passengers and three crew. The ferry was within its certified limit of 48 passengers. The figure of 61 came from a local website, which had given it as “more than sixty”.',
    labels: ['numbers'],
    note: 'The correction names its source: the Voice. So Meridian and Voice are **one origin** for the sixty.',
  },
  quayTickets: {
    article: 'quay',
    exact: 'the Linnet, with 38 passengers on her ticket machine, lost her guide cable in mid-river',
    labels: ['numbers'],
  },
  quayDuration: {
    article: 'quay',
    exact:
      'the ferry took the ground softly on Cobb’s Bank thirty-four minutes after sailing. Passengers were ashore eighteen minutes later.',
    labels: ['numbers'],
  },
  quayCount: {
    article: 'quay',
    exact:
      'The note confirms the harbour office’s figure: 46 persons, of whom 43 were passengers, against a certificate for 48. The sixty-odd that went round the country has no source but a single passenger’s impression.',
    labels: ['numbers'],
  },
  quayInspection: {
    article: 'quay',
    exact: 'The note gives the date of the last recorded inspection as 13 February 2025',
    labels: ['cause'],
  },
  quayLifted: {
    article: 'quay',
    exact: 'the safety officer “could not establish whether the cable was lifted for this inspection”',
    labels: ['cause'],
  },
  quayWear: {
    article: 'quay',
    exact:
      'On the cause it is careful:\nThe cable parted at the eastern clamp. The strands show wear of some weeks’ standing on the inner side, and fresh damage on the outer side consistent with a blow. The laboratory cannot yet say which of the two came first.',
    labels: ['cause'],
  },
  quayTrunk: {
    article: 'quay',
    exact: 'Brannick Marine’s own statement, issued on 10 March, says that a floating trunk “struck and severed” the cable.',
    labels: ['cause'],
  },
  quayNoTrunk: {
    article: 'quay',
    exact:
      'No trunk has been recovered, the only witness stood four hundred metres away at dusk, and he speaks of seeing the trunk after the cable had gone.',
    labels: ['cause'],
  },
  quayContract: {
    article: 'quay',
    exact:
      'The council’s minutes of 18 June 2024, item 7, which anybody may read at the town hall, put the three-year contract at £2,400,000.',
    labels: ['money'],
  },
  quayBids: {
    article: 'quay',
    exact:
      'two companies collected the tender papers;\none, Hallam Tugs, withdrew in writing on 3 June;\nthe only bid received, from Brannick Marine, was opened on 10 June.',
    labels: ['money'],
  },
  quayCalder: {
    article: 'quay',
    exact:
      'Ines Calder has written to this newsletter to say that she “never said, and would not say” that it was sheer luck that nobody died.',
    labels: ['quotation'],
  },
  quayFitters: {
    article: 'quay',
    exact:
      'Brannick Marine tells us that it employs two fitters on the Sall and that “the size of the team follows the size of the task”; it did not say how many there were before.',
    labels: ['cause'],
  },
} as const satisfies Record<string, StoryPassage>;

export type PassageKey = keyof typeof passages;

export interface StoryEvidence extends Partial<Omit<EvidenceFields, 'derivedFromId' | 'stance'>>, Pick<EvidenceFields, 'stance'> {
  from: PassageKey | LooseCitation;
  /** Which earlier item of the same claim it relays, counted from 1. */
  relays?: number;
}

export type StoryVerdict = { sitting: Sitting } & Pick<VerdictFields, 'ratingId' | 'confidence' | 'rationale' | 'asOf'> &
  Partial<Pick<VerdictFields, 'axis' | 'whatWouldChange' | 'noEvidenceReason'>>;

export interface StoryClaim {
  fields: Partial<ClaimFields> & Pick<ClaimFields, 'text'>;
  labels: LabelKey[];
  sightings: ({ at: PassageKey } & Partial<SightingFields>)[];
  evidence: StoryEvidence[];
  verdicts: StoryVerdict[];
  note?: string;
}
