import type { MatchedCitation, CitationMatch, ReadCitation } from '../../../shared/domain/citations.ts';
import type { CitationFields } from '../../../shared/domain/entities.ts';
import { doiOf } from './formats/cited.ts';

type Known = { id: string } & Pick<CitationFields, 'title' | 'address' | 'published'>;

/**
 * For each entry the articles that it may be about: those with its DOI, else its address, else its title and date, else its title.
 * Several articles of one kind are all named, in their order: which one it is, a person says.
 */
export function matchCitations(entries: readonly ReadCitation[], documents: readonly Known[]): MatchedCitation[] {
  const byDoi = Map.groupBy(documents, ({ address }) => doiOf(address)?.toLowerCase() ?? '');
  const byAddress = Map.groupBy(documents, ({ address }) => addressKey(address));
  const byTitle = Map.groupBy(documents, ({ title }) => titleKey(title));
  return entries.map((entry) => {
    const { title = '', address = '', published = null } = entry.fields;
    const found = (
      by: CitationMatch,
      list: readonly Known[] | undefined,
      key: string,
    ): Pick<MatchedCitation, 'by' | 'documentIds'> | null =>
      key !== '' && list && list.length > 0 ? { by, documentIds: list.map(({ id }) => id) } : null;
    const doi = doiOf(address)?.toLowerCase() ?? '';
    const ofTitle = byTitle.get(titleKey(title));
    const ofDay =
      published === null ? undefined : ofTitle?.filter((known) => known.published !== null && agree(known.published, published));
    const match = found('doi', byDoi.get(doi), doi) ??
      found('address', byAddress.get(addressKey(address)), addressKey(address)) ??
      found('title-date', ofDay, titleKey(title)) ??
      found('title', ofTitle, titleKey(title)) ?? { by: null, documentIds: [] };
    return { ...entry, ...match };
  });
}

/** What of an address tells pages apart: not how it is reached, where on the page one was, or what counted the visit. */
function addressKey(address: string): string {
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : null;
  if (!url) return address.trim().toLowerCase();
  const counted = [...url.searchParams.keys()].filter((name) => /^utm_|^(?:fbclid|gclid)$/u.test(name));
  for (const name of counted) url.searchParams.delete(name);
  return `${url.host.replace(/^(?:www|m|amp)\./u, '')}${url.pathname.replace(/\/+$/u, '')}${url.search}`;
}

/** Letters and digits of a title: how its signs are set says nothing. */
const titleKey = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** Whether one date is the other, or a part of it that is known less precisely. */
const agree = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);
