import * as z from 'zod';
import { citationFields, type CitationFields, type DocumentSummary } from './entities.ts';
import { id, instant } from './ids.ts';

/** Formats in which programs hand citations to each other. */
export const citationFormat = z.enum(['csl-json', 'bibtex', 'ris']);
export type CitationFormat = z.infer<typeof citationFormat>;

export const citationFormatNames: Record<CitationFormat, string> = { 'csl-json': 'CSL-JSON', bibtex: 'BibTeX', ris: 'RIS' };

/** Largest text of citations that is read: bytes. */
export const largestCitations = 5 * 1024 * 1024;
/** The most entries that are read of one text. */
export const mostCitations = 5_000;

/** Something in a text of citations that could not be read; the other entries are offered all the same. */
export const citationProblem = z.object({
  /** Line of the text, from 1. */
  line: z.int().positive(),
  /** Which entry it is, from 1; null where it is none. */
  entry: z.int().positive().nullable(),
  /** What is wrong and what to do, for people. */
  message: z.string(),
});
export type CitationProblem = z.infer<typeof citationProblem>;

/** One entry as it was read. */
export const readCitation = z.object({
  /** From 1, in the order of the text. */
  number: z.int().positive(),
  line: z.int().positive(),
  /** What it is called in its file; empty where it has no name. */
  key: z.string(),
  fields: citationFields.partial(),
  /** Where each field was found, in plain words: `BibTeX author`. */
  origins: z.partialRecord(citationFields.keyof(), z.string()),
  /** What an article's citation has no place for, by the name that the format gives it. */
  notTaken: z.array(z.object({ name: z.string(), value: z.string() })),
  /** The entry, letter for letter. */
  source: z.string(),
});
export type ReadCitation = z.infer<typeof readCitation>;

/** Why an entry is taken for the citation of an article, surest first. */
export const citationMatch = z.enum(['doi', 'address', 'title-date', 'title']);
export type CitationMatch = z.infer<typeof citationMatch>;

/** The articles of the case that an entry may be about: all of the surest kind that fits. One: a match. Several: the person chooses. */
export const matchedCitation = readCitation.extend({
  by: citationMatch.nullable(),
  documentIds: z.array(id),
});
export type MatchedCitation = z.infer<typeof matchedCitation>;

export const citationMatchNames: Record<CitationMatch, string> = {
  doi: 'same DOI',
  address: 'same address',
  'title-date': 'same title and date',
  title: 'same title',
};

/**
 * The fields of an entry that are worth taking into an article without further question: those that say something else than it does, and
 * where it says nothing yet, or only a machine's guess. What a person wrote or confirmed there stays, unless it is asked for.
 */
export function fieldsWorthTaking(entry: ReadCitation, document: DocumentSummary): (keyof CitationFields)[] {
  return fieldsThatDiffer(entry, document).filter((field) => {
    const open = (document[field] ?? '') === '' || document.guesses[field] !== undefined;
    // Every article has a kind from its import on, whether or not anybody thought of it.
    return open || (field === 'kind' && document.kind === 'article-newspaper');
  });
}

/** The fields in which an entry says something, and an article not the same, nor the same more precisely: of dates a day says its month. */
export function fieldsThatDiffer(entry: ReadCitation, document: DocumentSummary): (keyof CitationFields)[] {
  const isDate = (field: keyof CitationFields): boolean => field === 'published' || field === 'modified' || field === 'accessed';
  return citationFields.keyof().options.filter((field) => {
    const [said, there] = [entry.fields[field], document[field]];
    if (said === undefined || said === null || said === there) return false;
    return !(isDate(field) && there?.startsWith(`${said}-`));
  });
}

/** What a format could not hold of an article's citation. */
export const citationLoss = z.object({ documentId: id, title: z.string(), message: z.string() });
export type CitationLoss = z.infer<typeof citationLoss>;

/** A file of citations that is kept in a case beside its articles. */
export const citationFile = z.object({
  id,
  title: z.string(),
  /** As it came: its path, where it lay in a folder or an archive. */
  fileName: z.string(),
  /** How many citations were found in it. */
  citations: z.int().nonnegative(),
  /** bytes */
  size: z.int().nonnegative(),
  sha256: z.string(),
  at: instant,
});
export type CitationFile = z.infer<typeof citationFile>;

/** The styles that come with Assay, by their ids. */
export const shippedStyleTitles = {
  apa: 'APA, 7th edition',
  harvard: 'Harvard (Cite Them Right, 12th edition)',
  vancouver: 'Vancouver (NLM, Citing Medicine)',
} as const;
export type ShippedStyleId = keyof typeof shippedStyleTitles;

/** A style of the Citation Style Language in which a report's sources can be set. */
export const citationStyle = z.object({
  /** A short name for one that is shipped, the id of its file for one that was loaded into the case. */
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  title: z.string(),
  shipped: z.boolean(),
});
export type CitationStyle = z.infer<typeof citationStyle>;

/** Begins the method of a field that was taken over from a citation, rather than guessed from a text. */
const citedPrefix = 'cited: ';

/** The method that is kept with a field which a citation brought, e.g. of `BibTeX author`. */
export const citedFrom = (origin: string): string => citedPrefix + origin;

/** Where a field comes from, in words, by the method that is kept with it. */
export function originOf(method: string): string {
  return method.startsWith(citedPrefix) ? `From a citation: ${method.slice(citedPrefix.length)}` : `Guessed: ${method}`;
}
