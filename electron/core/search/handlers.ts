import { inCase } from '../procedure.ts';
import { findClaims, findDocuments, findSimple } from './queries.ts';
import { searchWords } from './words.ts';

const nothing = { hits: [], count: 0 };

export const search = {
  query: inCase.search.query.handler(({ input: { text, limit }, context: { store } }) => {
    const words = searchWords(text);
    const asked = words.length > 0;
    const found = {
      document: asked ? findDocuments(store, words, limit) : nothing,
      claim: asked ? findClaims(store, words, limit) : nothing,
      passage: asked ? findSimple(store, 'passage', words, limit) : nothing,
      note: asked ? findSimple(store, 'note', words, limit) : nothing,
      evidence: asked ? findSimple(store, 'evidence', words, limit) : nothing,
      verdict: asked ? findSimple(store, 'verdict', words, limit) : nothing,
    };
    return {
      hits: Object.values(found).flatMap((group) => group.hits),
      counts: {
        document: found.document.count,
        claim: found.claim.count,
        passage: found.passage.count,
        note: found.note.count,
        evidence: found.evidence.count,
        verdict: found.verdict.count,
      },
    };
  }),
};
