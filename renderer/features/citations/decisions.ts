import { create } from 'zustand';
import {
  citationFormatNames,
  fieldsThatDiffer,
  fieldsWorthTaking,
  type CitationFormat,
  type CitationProblem,
  type MatchedCitation,
} from '../../../shared/domain/citations.ts';
import { citationFields, type CitationFields, type DocumentSummary } from '../../../shared/domain/entities.ts';
import { keeper } from '../../api/drafts.ts';
import { newestOfEach } from '../../api/keeper.ts';
import { markOf } from '../../parts/draftKey.ts';

/** Citations as they were read. */
export interface Found {
  format: CitationFormat;
  entries: MatchedCitation[];
  problems: CitationProblem[];
}

/** What a person decided about one entry. */
interface Decision {
  /** The article that takes it; null: it is left out. */
  documentId: string | null;
  /** Fields that were ticked or unticked by hand. */
  ticked: Partial<Record<keyof CitationFields, boolean>>;
  /** Fields that were written anew. */
  written: Partial<Record<keyof CitationFields, string>>;
  /** When fields were written that were found again after a crash, a reload, or the closing of the dialog. */
  restoredAt: string | null;
}

interface Decisions {
  found: Found | null;
  byNumber: Readonly<Record<number, Decision>>;
  begin(found: Found | null, documentId: string | null): void;
  decide(number: number, change: Partial<Decision>): void;
  /** Writes a field of an entry anew. The words are on the disk from then on, until they are taken or thrown away. */
  correct(number: number, field: keyof CitationFields, value: string): void;
  /** Throws the corrections of entries away: they were taken, or are not wanted. */
  dropCorrections(numbers: readonly number[]): void;
}

/** The citations at hand, from reading them to taking them. */
export const useDecisions = create<Decisions>()((set, get) => ({
  found: null,
  byNumber: {},
  begin: (found, documentId) =>
    set({ found, byNumber: found ? withCorrections(found.entries, firstDecisions(found.entries, documentId)) : {} }),
  decide: (number, change) =>
    set(({ byNumber }) => ({ byNumber: { ...byNumber, [number]: { ...(byNumber[number] ?? undecided), ...change } } })),
  correct(number, field, value) {
    const entry = get().found?.entries.find((one) => one.number === number);
    if (!entry) return;
    const { ticked, written } = get().byNumber[number] ?? undecided;
    keeper.keep(correctionKey(entry, field), value);
    get().decide(number, { ticked: { ...ticked, [field]: true }, written: { ...written, [field]: value }, restoredAt: null });
  },
  dropCorrections(numbers) {
    for (const entry of get().found?.entries ?? []) {
      if (!numbers.includes(entry.number)) continue;
      for (const field of citationFields.keyof().options) keeper.drop(correctionKey(entry, field));
      if (get().byNumber[entry.number]) get().decide(entry.number, { ticked: {}, written: {}, restoredAt: null });
    }
  },
}));

export const undecided: Decision = { documentId: null, ticked: {}, written: {}, restoredAt: null };

/** Corrections belong to the words of an entry, wherever it is read from again. */
export const correctionPrefix = 'citation-entry:';
const correctionsOf = ({ source }: MatchedCitation): string => `${correctionPrefix}${markOf(source)}:`;
const correctionKey = (entry: MatchedCitation, field: keyof CitationFields): string => correctionsOf(entry) + field;

/** Goes on with what was written of these entries before, and not taken yet. */
function withCorrections(entries: readonly MatchedCitation[], decisions: Record<number, Decision>): Record<number, Decision> {
  const kept = newestOfEach(keeper.withPrefix(correctionPrefix));
  if (kept.length === 0) return decisions;
  const restored = { ...decisions };
  for (const entry of entries) {
    const prefix = correctionsOf(entry);
    const own = kept.filter(({ key }) => key.startsWith(prefix));
    if (own.length === 0) continue;
    keeper.goOnWith(own);
    const fields = own.map(({ key, text }) => [key.slice(prefix.length), text] as const);
    restored[entry.number] = {
      ...(decisions[entry.number] ?? undecided),
      ticked: Object.fromEntries(fields.map(([field]) => [field, true])),
      written: Object.fromEntries(fields),
      restoredAt: own[0]!.at,
    };
  }
  return restored;
}

/** Sure matches are proposed, one entry an article; into one article goes the entry that is about it, else the first. */
function firstDecisions(entries: readonly MatchedCitation[], documentId: string | null): Record<number, Decision> {
  if (documentId !== null) {
    const about = entries.find(({ documentIds }) => documentIds.includes(documentId)) ?? entries[0];
    return about ? { [about.number]: { ...undecided, documentId } } : {};
  }
  const taken = new Set<string>();
  const decisions: Record<number, Decision> = {};
  for (const { number, documentIds } of entries) {
    const [only] = documentIds;
    if (only === undefined || documentIds.length > 1 || taken.has(only)) continue;
    taken.add(only);
    decisions[number] = { ...undecided, documentId: only };
  }
  return decisions;
}

/** One field of an entry beside that of its article. */
export interface FieldChoice {
  field: keyof CitationFields;
  /** What the article says now. */
  now: string;
  value: string;
  isTaken: boolean;
  /** Where the value comes from; null where the person wrote it. */
  origin: string | null;
  /** A person wrote or confirmed what the article says. */
  isOwn: boolean;
  problem: string | undefined;
}

/** The fields in which an entry and its article differ, with what was decided about each. */
export function choicesOf(entry: MatchedCitation, document: DocumentSummary, { ticked, written }: Decision): FieldChoice[] {
  const worth = fieldsWorthTaking(entry, document);
  return fieldsThatDiffer(entry, document).map((field) => {
    const value = written[field] ?? entry.fields[field] ?? '';
    const parsed = citationFields.shape[field].safeParse(value.trim());
    return {
      field,
      now: document[field] ?? '',
      value,
      isTaken: ticked[field] ?? worth.includes(field),
      origin: written[field] === undefined ? (entry.origins[field] ?? null) : null,
      isOwn: !worth.includes(field),
      problem: parsed.error?.issues[0]?.message,
    };
  });
}

/** What `citations.take` is asked for: null for an entry of which nothing is taken. */
export function itemOf(document: DocumentSummary, choices: readonly FieldChoice[]) {
  const taken = choices.filter(({ isTaken }) => isTaken);
  if (taken.length === 0) return null;
  return {
    documentId: document.id,
    revision: document.revision,
    fields: Object.fromEntries(taken.map(({ field, value }) => [field, value.trim()])) as Partial<CitationFields>,
    origins: Object.fromEntries(taken.flatMap(({ field, origin }) => (origin === null ? [] : [[field, origin]]))),
  };
}

/** Entries as one file of their format, for those that were left out. */
export function fileOf(entries: readonly MatchedCitation[], format: CitationFormat): File {
  const sources = entries.map(({ source }) => source.trim());
  const text = format === 'csl-json' ? `[\n${sources.join(',\n')}\n]\n` : `${sources.join('\n\n')}\n`;
  const extension = { 'csl-json': 'json', bibtex: 'bib', ris: 'ris' }[format];
  return new File([text], `citations left out.${extension}`, { type: 'text/plain' });
}

export const formatName = (format: CitationFormat): string => citationFormatNames[format];
