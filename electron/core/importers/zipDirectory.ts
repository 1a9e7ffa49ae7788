/** One file in a ZIP archive as its directory tells of it. Sizes in bytes, and not to be believed. */
export interface ZipEntry {
  name: string;
  compressedSize: number;
  size: number;
  /** 0: stored, 8: deflated; others are rare. */
  method: number;
  encrypted: boolean;
  /** A link to another file, as Unix writes them. */
  isLink: boolean;
  /** CRC-32 of what it holds. */
  checksum: number;
  /** Offset of its local header. */
  offset: number;
}

const mostEntries = 100_000;
const [endSignature, entrySignature, localSignature] = [0x06054b50, 0x02014b50, 0x04034b50];
const endLength = 22;
const madeOnUnix = 3;

/** The directory at the end of a ZIP archive, without unpacking anything; null where there is none that can be read. */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === null) return null;
  const count = Math.min(view.getUint16(end + 10, true), mostEntries);
  const entries: ZipEntry[] = [];
  let place = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (place + 46 > view.byteLength || view.getUint32(place, true) !== entrySignature) return null;
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) => view.getUint16(place + at, true)) as [number, number, number];
    const attributes = view.getUint32(place + 38, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(place + 46, place + 46 + nameLength)),
      compressedSize: view.getUint32(place + 20, true),
      size: view.getUint32(place + 24, true),
      method: view.getUint16(place + 10, true),
      encrypted: (view.getUint16(place + 8, true) & 1) !== 0,
      isLink: view.getUint8(place + 5) === madeOnUnix && ((attributes >>> 16) & 0xf000) === 0xa000,
      checksum: view.getUint32(place + 16, true),
      offset: view.getUint32(place + 42, true),
    });
    place += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function endOf(view: DataView): number | null {
  for (let place = view.byteLength - endLength; place >= Math.max(0, view.byteLength - endLength - 0xffff); place--)
    if (view.getUint32(place, true) === endSignature) return place;
  return null;
}

/** What a first file called `mimetype` says, which EPUB and OpenDocument begin with, stored as it is; null where there is none. */
export function leadingMimetype(bytes: Uint8Array): string | null {
  if (bytes.length < 38) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== localSignature || view.getUint16(8, true) !== 0) return null;
  const [size, nameLength, extraLength] = [view.getUint32(18, true), view.getUint16(26, true), view.getUint16(28, true)];
  const start = 30 + nameLength + extraLength;
  const latin = new TextDecoder('latin1');
  if (latin.decode(bytes.subarray(30, 30 + nameLength)) !== 'mimetype' || size > 200) return null;
  return latin.decode(bytes.subarray(start, start + size)).trim();
}
