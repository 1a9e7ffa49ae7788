import {
  ExpressionError,
  findInText,
  findOccurrences,
  searchable,
  type FindQuery,
  type Found,
  type Searchable,
} from '../../../../shared/text/find.ts';

/** What a text is asked for: what a person typed, or all that says the same as a quote. */
export type Search = { kind: 'query'; query: FindQuery } | { kind: 'occurrences'; quote: string; loosely: boolean };

/** What the thread of a finder is told: its text first, then one search after the other. */
export type ToSearcher = { text: string } | { search: Search; limit: number };

/** What it says: that it has the text, then an answer a search. Places come as start and end in turn, which costs next to nothing to hand over. */
export type FromSearcher = 'ready' | { places: Int32Array; more: boolean } | { wrong: string };

/** The work of the thread. It knows one text, and keeps what it made of it. */
export function searcher(say: (message: FromSearcher) => void): (message: ToSearcher) => void {
  let within: Searchable = searchable('');
  return (message) => {
    if ('text' in message) {
      within = searchable(message.text);
      return say('ready');
    }
    try {
      const { ranges, more } = answer(within, message.search, message.limit);
      say({ places: Int32Array.from(ranges.flatMap(({ start, end }) => [start, end])), more });
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      say({ wrong: error.message });
    }
  };
}

function answer(within: Searchable, search: Search, limit: number): Found {
  return search.kind === 'query' ? findInText(within, search.query, limit) : findOccurrences(within, search.quote, search.loosely, limit);
}
