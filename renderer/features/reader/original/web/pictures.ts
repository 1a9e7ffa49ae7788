import type { SavedPage } from './savedPage.ts';

const pictureTypes = /^image\/(?:png|jpeg|jpg|gif|webp|avif|bmp|x-icon|svg\+xml)$/;

/** Pictures that came along in a file, by addresses that lead nowhere but into this page; let go of together. */
export class KeptPictures {
  readonly #made = new Map<string, string | null>();
  readonly #page: SavedPage;

  constructor(page: SavedPage) {
    this.#page = page;
  }

  /** An address by which a picture can be shown; null where it did not come along. */
  addressOf(written: string): string | null {
    const known = this.#made.get(written);
    if (known !== undefined) return known;
    const picture = /^data:/i.test(written) ? fromData(written) : this.#fromPart(written);
    const address = picture && URL.createObjectURL(picture);
    this.#made.set(written, address);
    return address;
  }

  release(): void {
    for (const address of this.#made.values()) if (address) URL.revokeObjectURL(address);
    this.#made.clear();
  }

  #fromPart(written: string): Blob | null {
    const part = this.#page.partAt(written);
    return part && pictureTypes.test(part.type) ? new Blob([part.bytes], { type: part.type }) : null;
  }
}

function fromData(address: string): Blob | null {
  const [, type = '', encoded, content = ''] = /^data:([\w.+/-]+)?(?:;[^,;]*)*?(;base64)?,(.*)$/is.exec(address.trim()) ?? [];
  if (!pictureTypes.test(type.toLowerCase())) return null;
  try {
    const text = encoded ? atob(decodeURIComponent(content).replaceAll(/\s+/g, '')) : decodeURIComponent(content);
    const bytes = encoded ? Uint8Array.from(text, (letter) => letter.charCodeAt(0)) : new TextEncoder().encode(text);
    return new Blob([bytes], { type: type.toLowerCase() });
  } catch {
    return null;
  }
}
