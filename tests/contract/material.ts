import { v7 as uuid } from 'uuid';
import type { ContractClient } from '../../electron/core/direct.ts';
import type { ClaimDetail, DocumentDetail, Passage } from '../../shared/domain/entities.ts';

export const article = `Harbour wall gives way

The harbour wall of Lowmere gave way on Tuesday night, the port office said. Forty boats were damaged.

“Nobody was hurt,” said Ada Brandt, who runs the port.`;

/** Pastes an article and reads it back. */
export async function pasteArticle(client: ContractClient, text = article): Promise<DocumentDetail> {
  const documentId = uuid();
  await client.documents.paste({ documentId, text });
  return client.documents.get({ documentId });
}

/** What a page sends to highlight the first place where these words stand. */
export function anchorOf(document: DocumentDetail, words: string) {
  const start = document.version.text.indexOf(words);
  return { versionId: document.version.id, ranges: [{ start, end: start + words.length }], exact: words };
}

export function makePassage(client: ContractClient, document: DocumentDetail, words = 'Forty boats were damaged.'): Promise<Passage> {
  return client.passages.create({ id: uuid(), documentId: document.id, anchor: anchorOf(document, words) });
}

export function makeClaim(client: ContractClient, text = 'Forty boats were damaged in Lowmere.'): Promise<ClaimDetail> {
  return client.claims.create({ id: uuid(), fields: { text } });
}

export async function collect<Item>(stream: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of stream) items.push(item);
  return items;
}
