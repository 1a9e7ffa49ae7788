import type {
  Checkability,
  CitationFields,
  ClaimStatus,
  ClaimType,
  Confidence,
  DocumentKind,
  ImportWarning,
  LabelColour,
  LeftOutReason,
  Priority,
  Relation,
  Stance,
  Verdict,
  VersionText,
  Wording,
} from './entities.ts';

/**
 * How the closed sets of the domain are called in front of people: in the workbench, in reports, in CSV and on the
 * command line alike. Records are in the order in which the values are offered.
 */

export const claimTypeNames: Record<ClaimType, string> = {
  event: 'Event or property',
  numerical: 'Numerical',
  quote: 'Quotation',
  causal: 'Causal',
  position: 'Position statement',
};

export const checkabilityNames: Record<Checkability, string> = {
  checkable: 'Checkable',
  opinion: 'Opinion',
  prediction: 'Prediction',
};

export const claimStatusNames: Record<ClaimStatus, string> = {
  new: 'New',
  'in-progress': 'In progress',
  waiting: 'Waiting',
  ready: 'Ready',
  published: 'Published',
  dropped: 'Dropped',
};

export const priorityNames: Record<Priority, string> = {
  low: 'Low',
  normal: 'Normal',
  high: 'High',
  urgent: 'Urgent',
};

/** What an article does with a claim: “… it as its own”, “… someone’s words” and so on; see `relationPhrases`. */
export const relationNames: Record<Relation, string> = {
  asserts: 'Asserts',
  quotes: 'Quotes',
  reports: 'Reports',
  denies: 'Denies',
  hedges: 'Hedges',
};

/** What each relation means, in a sentence that follows the name of the article. */
export const relationPhrases: Record<Relation, string> = {
  asserts: 'says it in its own voice',
  quotes: 'quotes someone who says it',
  reports: 'reports that someone says it',
  denies: 'says that it is not so',
  hedges: 'says it with reservations',
};

export const wordingNames: Record<Wording, string> = {
  direct: 'Direct speech',
  indirect: 'Indirect speech',
  mixed: 'Partly quoted',
};

export const stanceNames: Record<Stance, string> = {
  supports: 'Supports',
  refutes: 'Refutes',
  context: 'Context',
};

export const confidenceNames: Record<Confidence, string> = {
  low: 'Low confidence',
  moderate: 'Moderate confidence',
  high: 'High confidence',
};

/** What a verdict answers: whether the claim is true, or whether it was said at all. */
export const verdictAxisNames: Record<Verdict['axis'], string> = {
  true: 'Is it true?',
  said: 'Was it said?',
};

/** The Admiralty scale of an item's credibility, 1 best. */
export const credibilityNames: Record<1 | 2 | 3 | 4 | 5 | 6, string> = {
  1: 'Confirmed by other sources',
  2: 'Probably true',
  3: 'Possibly true',
  4: 'Doubtful',
  5: 'Improbable',
  6: 'Cannot be judged',
};

/** The name of a credibility from 1 to 6; empty for none and for anything else. */
export function credibilityName(credibility: number | null): string {
  return (credibilityNames as Record<number, string>)[credibility ?? 0] ?? '';
}

export const documentKindNames: Record<DocumentKind, string> = {
  'article-newspaper': 'Newspaper article',
  'article-magazine': 'Magazine article',
  'article-journal': 'Journal article',
  webpage: 'Web page',
  post: 'Post',
  report: 'Report',
  speech: 'Speech',
  interview: 'Interview',
  broadcast: 'Broadcast',
  legislation: 'Law',
  dataset: 'Data set',
  book: 'Book',
  personal_communication: 'Letter or mail',
  document: 'Document',
};

export const citationFieldNames: Record<keyof CitationFields, string> = {
  title: 'Title',
  kind: 'Kind',
  publisher: 'Publisher',
  byline: 'Byline',
  published: 'Published',
  modified: 'Modified',
  accessed: 'Accessed',
  address: 'Address',
  language: 'Language',
};

export const leftOutReasonNames: Record<LeftOutReason, string> = {
  navigation: 'Navigation',
  'page-header': 'Head of the page',
  'page-footer': 'Foot of the page',
  headline: 'Headline',
  byline: 'Byline, date, credit',
  related: 'Other articles',
  advertisement: 'Advertisement',
  notice: 'Notice of the site',
  comments: 'Comments',
  sharing: 'Sharing',
  form: 'Form or button',
  hidden: 'Hidden on the page',
  repeated: 'Said twice',
  unproven: 'Not surely part of it',
  deleted: 'Deleted, as its changes say',
  attachment: 'Came along as a file',
};

/** What to look at after an import, and why. */
export const importWarningTexts: Record<ImportWarning, string> = {
  'little-text': 'Hardly any text was found. Look at what was left out, or at the original.',
  'much-left-out': 'Much that reads like an article was left out. Look whether some of it belongs to this one.',
  'cut-short': 'The file seems to hold only the beginning of the article, as pages for subscribers do.',
  differs: 'The page says elsewhere that its article reads otherwise. Compare the text with the original.',
  'hidden-words': 'The file holds words that are not seen on its pages. They were left out: look at them.',
  'broken-letters': 'Some letters of the file could not be read. They are shown as �.',
};

/** Warnings of one version in full, with what they are about. */
export function warningsInFull({ warnings, leftOut, blocks }: Pick<VersionText, 'warnings' | 'leftOut' | 'blocks'>): string[] {
  const hidden = leftOut.filter(({ reason }) => reason === 'hidden');
  return warnings.map((warning) => {
    const [first] = hidden;
    if (warning !== 'hidden-words' || !first) return importWarningTexts[warning];
    const count = hidden.reduce((sum, { text }) => sum + text.trim().split(/\s+/u).length, 0);
    const pages = [...new Set(hidden.map(({ before }) => (blocks.find(({ start }) => start >= before) ?? blocks.at(-1))?.page))];
    const known = pages.filter((page) => page !== undefined);
    const where = known.length === 0 ? 'in the file' : known.length === 1 ? `on page ${known[0]}` : `on ${known.length} pages`;
    const beginning = first.text.length > longestSaid ? `${first.text.slice(0, longestSaid - 1).trimEnd()}…` : first.text;
    const [what, them] = count === 1 ? ['1 word', 'It was'] : [`${count.toLocaleString('en')} words`, 'They were'];
    return `${what} ${where} ${count === 1 ? 'is' : 'are'} not seen by who looks at the page: “${beginning}” ${them} left out.`;
  });
}

/** UTF-16 code units of hidden words that a warning repeats. */
const longestSaid = 60;

export const labelColourNames: Record<LabelColour, string> = {
  slate: 'Slate',
  red: 'Red',
  orange: 'Orange',
  amber: 'Amber',
  green: 'Green',
  teal: 'Teal',
  blue: 'Blue',
  violet: 'Violet',
  pink: 'Pink',
};
