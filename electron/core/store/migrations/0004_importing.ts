/**
 * What importers of many formats tell of an article beside its text.
 *
 * - `extraction.links`: where words of the text lead; `extraction.left_out`: what of the file is no part of the text, with the reason and
 *   the place. Null for none: then the id of the text is what it was before these columns came.
 * - `document.modified`: when the article says that it was last changed.
 * - `document_version.claimed_type`: the media type that the file's name promises, beside the one that was found;
 *   `document_version.warnings`: what to be careful about in what was read.
 *
 * All of them may be null, and a row in which they are hashes to what it did before (`laterColumns`).
 */
export const sql = /* sql */ `
ALTER TABLE extraction ADD COLUMN links TEXT;
ALTER TABLE extraction ADD COLUMN left_out TEXT;
ALTER TABLE document ADD COLUMN modified TEXT;
ALTER TABLE document_version ADD COLUMN claimed_type TEXT;
ALTER TABLE document_version ADD COLUMN warnings TEXT;
`;
