/** One part of a MIME message, decoded to bytes. */
export interface MessagePart {
  /** Media type in small letters, e.g. `text/html`. */
  type: string;
  charset: string | undefined;
  /** `Content-ID`, and the address that it was saved from (`Content-Location`). */
  id: string | undefined;
  location: string | undefined;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface Multipart {
  /** `Content-ID` of the part that is the root, where the message names one. */
  start: string | undefined;
  /** Address that the whole was saved from. */
  location: string | undefined;
  /** In order, those inside other parts included. */
  parts: MessagePart[];
}

type Bytes = Uint8Array<ArrayBuffer>;
type Headers = ReadonlyMap<string, string>;

const deepest = 10;
const mostParts = 10_000;
const [lineFeed, carriageReturn] = [0x0a, 0x0d];

/**
 * The wanted parts of a MIME message, by their media type. Written for saved pages, in which one part may have fifty megabytes: nothing is
 * copied but what is wanted.
 */
export function readMultipart(bytes: Bytes, isWanted: (type: string) => boolean): Multipart {
  const { headers, body } = splitHead(bytes);
  const parts: MessagePart[] = [];
  collect(headers, body, 0, parts, isWanted);
  const type = parameters(headers.get('content-type') ?? '');
  return { start: type.get('start'), location: headers.get('snapshot-content-location') ?? headers.get('content-location'), parts };
}

/** The part that is the page: the one that the message begins with, else the first of HTML. */
export function pagePart({ start, location, parts }: Multipart): MessagePart | undefined {
  const pages = parts.filter(({ type }) => /^(?:text\/html|application\/xhtml\+xml)$/.test(type));
  const isRoot = (part: MessagePart): boolean =>
    (start !== undefined && part.id === start) || (location !== undefined && part.location === location);
  return pages.find(isRoot) ?? pages[0];
}

const latin = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
};

/** Headers may have letters in UTF-8. */
function headerText(bytes: Uint8Array): string {
  const text = latin(bytes);
  try {
    return decodeURIComponent(text.replaceAll(/[%\u0080-\u00ff]/g, (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`));
  } catch {
    return text;
  }
}

/** Where a line that is empty ends the headers. */
function endOfHead(source: Bytes): { at: number; length: number } {
  for (let at = source.indexOf(lineFeed); at >= 0; at = source.indexOf(lineFeed, at + 1)) {
    if (source[at + 1] === lineFeed) return { at, length: 2 };
    if (source[at + 1] === carriageReturn && source[at + 2] === lineFeed) return { at, length: 3 };
  }
  return { at: source.length, length: 0 };
}

function splitHead(source: Bytes): { headers: Headers; body: Bytes } {
  const end = endOfHead(source);
  const headers = new Map<string, string>();
  const head = headerText(source.subarray(0, end.at)).replaceAll(/\r?\n[ \t]+/g, ' ');
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, body: source.subarray(end.at + end.length) };
}

function collect(headers: Headers, body: Bytes, depth: number, parts: MessagePart[], isWanted: (type: string) => boolean): void {
  const written = headers.get('content-type') ?? 'text/plain';
  const type = written.split(';', 1)[0]!.trim().toLowerCase();
  const boundary = parameters(written).get('boundary');
  if (type.startsWith('multipart/') && boundary !== undefined && depth < deepest) {
    for (const part of splitParts(body, boundary)) {
      if (parts.length >= mostParts) return;
      const inside = splitHead(part);
      collect(inside.headers, inside.body, depth + 1, parts, isWanted);
    }
    return;
  }
  if (!isWanted(type)) return;
  parts.push({
    type,
    charset: parameters(written).get('charset'),
    id: headers.get('content-id'),
    location: headers.get('content-location'),
    bytes: decodeBody(body, headers.get('content-transfer-encoding')?.toLowerCase() ?? ''),
  });
}

/** `name=value` after a header's first word, names in small letters, quotes taken off. */
function parameters(header: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, quoted, plain] of header.matchAll(/;\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g))
    found.set(name!.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? '');
  return found;
}

/** The next place of a mark that begins a line, or -1. */
function nextMark(body: Bytes, mark: readonly number[], from: number): number {
  for (let at = body.indexOf(mark[0]!, from); at >= 0; at = body.indexOf(mark[0]!, at + 1))
    if ((at === 0 || body[at - 1] === lineFeed) && mark.every((byte, index) => body[at + index] === byte)) return at;
  return -1;
}

function* splitParts(body: Bytes, boundary: string): Generator<Bytes> {
  const mark = [...`--${boundary}`].map((letter) => letter.charCodeAt(0));
  let start = -1;
  for (let at = nextMark(body, mark, 0); at >= 0; at = nextMark(body, mark, at + mark.length)) {
    if (start >= 0) yield body.subarray(start, Math.max(start, body[at - 2] === carriageReturn ? at - 2 : at - 1));
    const after = at + mark.length;
    if (body[after] === 0x2d && body[after + 1] === 0x2d) return;
    const lineEnd = body.indexOf(lineFeed, at);
    if (lineEnd < 0) return;
    start = lineEnd + 1;
  }
  // A file that was cut off has no last boundary.
  if (start >= 0) yield body.subarray(start);
}

function decodeBody(body: Bytes, encoding: string): Bytes {
  if (encoding === 'base64') return decodeBase64(body);
  return encoding === 'quoted-printable' ? decodeQuotedPrintable(body) : body;
}

const digits64 = new Uint8Array(256).fill(255);
for (const [value, digit] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  digits64[digit.charCodeAt(0)] = value;

function decodeBase64(body: Bytes): Bytes {
  const decoded = new Uint8Array(Math.ceil((body.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  for (const byte of body) {
    const value = digits64[byte]!;
    if (byte === 0x3d) break;
    if (value === 255) continue;
    bits = (bits << 6) | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    decoded[length++] = (bits >> count) & 255;
  }
  return decoded.subarray(0, length);
}

const hexDigit = (byte: number | undefined): number =>
  byte === undefined ? -1 : '0123456789ABCDEF'.indexOf(String.fromCharCode(byte).toUpperCase());

function decodeQuotedPrintable(body: Bytes): Bytes {
  const decoded = new Uint8Array(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!;
    if (byte === 0x3d) {
      const [high, low] = [hexDigit(body[at + 1]), hexDigit(body[at + 2])];
      if (high >= 0 && low >= 0) {
        decoded[length++] = high * 16 + low;
        at += 2;
        continue;
      }
      // A soft line break: the line goes on.
      const next = body[at + 1] === carriageReturn ? at + 2 : at + 1;
      if (body[next] === lineFeed) {
        at = next;
        continue;
      }
    }
    decoded[length++] = byte;
  }
  return decoded.subarray(0, length);
}
