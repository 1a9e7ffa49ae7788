import { pagePart, readMultipart, type MessagePart } from '../../../../../shared/text/multipart.ts';
import { decodeAs } from '../decode.ts';

/** A web page as it was saved, with what came along in the same file. */
export interface SavedPage {
  html: string;
  /** The part that an address of the page means; undefined where it did not come along. */
  partAt(address: string): MessagePart | undefined;
}

const isWanted = (type: string): boolean => /^(?:text\/(?:html|css)|application\/xhtml\+xml|image\/[\w.+-]+)$/.test(type);

/** Reads an HTML or MHTML file. Null where an MHTML file has no page in it. */
export async function readSavedPage(
  file: Blob,
  { mediaType, encoding }: { mediaType: string; encoding: string },
): Promise<SavedPage | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (mediaType !== 'multipart/related') return { html: decodeAs(bytes, encoding), partAt: () => undefined };
  const message = readMultipart(bytes, isWanted);
  const page = pagePart(message);
  if (!page) return null;
  const base = page.location ?? message.location;
  const byAddress = new Map<string, MessagePart>();
  for (const part of message.parts) {
    if (part.id) byAddress.set(`cid:${part.id.replaceAll(/^<|>$/g, '')}`, part);
    if (part.location) byAddress.set(absolute(part.location, base) ?? part.location, part);
  }
  return {
    html: decodeAs(page.bytes, encoding),
    partAt: (address) => byAddress.get(address) ?? byAddress.get(absolute(address, base) ?? address),
  };
}

/** An address of the page in full; null where it is none. Nothing is ever loaded from it: it names parts of the file. */
function absolute(address: string, base: string | undefined): string | null {
  return URL.parse(address, base)?.href ?? null;
}
