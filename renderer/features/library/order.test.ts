import { describe, expect, it } from 'vitest';
import type { DocumentSummary } from '../../../shared/domain/entities.ts';
import { orderedDocuments, readShare } from './order.ts';

const article = (title: string, more: Partial<DocumentSummary> = {}): DocumentSummary => ({
  id: title,
  revision: 1,
  createdAt: '2025-01-01T00:00:00.000Z',
  updatedAt: '2025-01-01T00:00:00.000Z',
  title,
  kind: 'webpage',
  publisher: '',
  byline: '',
  published: null,
  modified: null,
  accessed: null,
  address: '',
  language: 'en',
  guesses: {},
  versionId: title,
  fileName: `${title}.txt`,
  mediaType: 'text/plain',
  size: 1,
  sha256: '0'.repeat(64),
  textLength: 1,
  read: 0,
  passages: 0,
  claims: 0,
  ...more,
});
const titles = (documents: DocumentSummary[]): string[] => documents.map(({ title }) => title);

describe('the order of the library', () => {
  it('sorts titles as people count, not as machines do', () => {
    const documents = ['Part 10', 'part 2', 'Élan', 'Zebra'].map((title) => article(title));
    expect(titles(orderedDocuments(documents, '', { column: 'title', descending: false }))).toEqual(['Élan', 'part 2', 'Part 10', 'Zebra']);
  });

  it('keeps articles without a date last, whichever way it sorts', () => {
    const documents = [article('none'), article('old', { published: '2020' }), article('new', { published: '2025-09-04' })];
    expect(titles(orderedDocuments(documents, '', { column: 'published', descending: false }))).toEqual(['old', 'new', 'none']);
    expect(titles(orderedDocuments(documents, '', { column: 'published', descending: true }))).toEqual(['new', 'old', 'none']);
  });

  it('sorts by the share that was read, and calls nothing read that is not read to its end', () => {
    const documents = [
      article('half', { read: 50, textLength: 100 }),
      article('most of a long one', { read: 999, textLength: 1_000 }),
      article('none', { textLength: 100 }),
      article('all', { read: 10, textLength: 10 }),
      article('a word', { read: 3, textLength: 1_000 }),
    ];
    const sorted = orderedDocuments(documents, '', { column: 'read', descending: true });
    expect(titles(sorted)).toEqual(['all', 'most of a long one', 'half', 'a word', 'none']);
    expect(sorted.map(readShare)).toEqual([100, 99, 50, 1, 0]);
  });

  it('puts articles of one import in the order of their titles', () => {
    const documents = ['Part 10', 'Part 9', 'Part 1'].map((title) => article(title));
    expect(titles(orderedDocuments(documents, '', { column: 'createdAt', descending: true }))).toEqual(['Part 1', 'Part 9', 'Part 10']);
  });

  it('finds every word somewhere, whatever its case and accents', () => {
    const documents = [article('A bridge too costly', { publisher: 'Café Courier' }), article('Café opens')];
    expect(titles(orderedDocuments(documents, 'CAFE bridge', { column: 'title', descending: false }))).toEqual(['A bridge too costly']);
  });
});
