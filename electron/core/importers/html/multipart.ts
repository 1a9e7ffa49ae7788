/** One part of a MIME message, decoded to bytes. */
export interface MessagePart {
  /** Media type in small letters, e.g. `text/html`. */
  type: string;
  charset: string | undefined;
  /** `Content-ID`, and the address that it was saved from (`Content-Location`). */
  id: string | undefined;
  location: string | undefined;
  bytes: Uint8Array;
}

export interface Multipart {
  /** `Content-ID` of the part that is the root, where the message names one. */
  start: string | undefined;
  /** Address that the whole was saved from. */
  location: string | undefined;
  /** In order, those inside other parts included. */
  parts: MessagePart[];
}

const deepest = 10;
const mostParts = 10_000;

/**
 * The parts of a MIME message that are not pictures, styles or fonts. Written for saved pages, in which one part may have fifty megabytes: nothing is
 * copied but what is read.
 */
export function readMultipart(bytes: Uint8Array): Multipart {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { headers, body } = splitHead(source);
  const parts: MessagePart[] = [];
  collect(headers, body, 0, parts);
  const type = parameters(headers.get('content-type') ?? '');
  return { start: type.get('start'), location: headers.get('snapshot-content-location') ?? headers.get('content-location'), parts };
}

type Headers = ReadonlyMap<string, string>;

function splitHead(source: Buffer): { headers: Headers; body: Buffer } {
  const ends = ['\r\n\r\n', '\n\n'].map((gap) => ({ at: source.indexOf(gap), length: gap.length })).filter(({ at }) => at >= 0);
  const end = ends.toSorted((a, b) => a.at - b.at)[0] ?? { at: source.length, length: 0 };
  const headers = new Map<string, string>();
  const head = source.toString('utf8', 0, end.at).replaceAll(/\r?\n[ \t]+/g, ' ');
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, body: source.subarray(end.at + end.length) };
}

function collect(headers: Headers, body: Buffer, depth: number, parts: MessagePart[]): void {
  const written = headers.get('content-type') ?? 'text/plain';
  const type = written.split(';', 1)[0]!.trim().toLowerCase();
  const boundary = parameters(written).get('boundary');
  if (type.startsWith('multipart/') && boundary !== undefined && depth < deepest) {
    for (const part of splitParts(body, boundary)) {
      if (parts.length >= mostParts) return;
      const inside = splitHead(part);
      collect(inside.headers, inside.body, depth + 1, parts);
    }
    return;
  }
  if (!type.startsWith('text/') && type !== 'application/xhtml+xml') return;
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

function* splitParts(body: Buffer, boundary: string): Generator<Buffer> {
  const mark = Buffer.from(`--${boundary}`);
  let start = -1;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue;
    if (start >= 0) yield body.subarray(start, Math.max(start, body[at - 2] === 0x0d ? at - 2 : at - 1));
    if (body.toString('latin1', at + mark.length, at + mark.length + 2) === '--') return;
    const lineEnd = body.indexOf(0x0a, at);
    if (lineEnd < 0) return;
    start = lineEnd + 1;
  }
  // A file that was cut off has no last boundary.
  if (start >= 0) yield body.subarray(start);
}

function decodeBody(body: Buffer, encoding: string): Uint8Array {
  if (encoding === 'base64') return Buffer.from(body.toString('latin1'), 'base64');
  return encoding === 'quoted-printable' ? decodeQuotedPrintable(body) : body;
}

const hexDigit = (byte: number | undefined): number =>
  byte === undefined ? -1 : '0123456789ABCDEF'.indexOf(String.fromCharCode(byte).toUpperCase());

function decodeQuotedPrintable(body: Buffer): Uint8Array {
  const decoded = Buffer.alloc(body.length);
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
      const next = body[at + 1] === 0x0d ? at + 2 : at + 1;
      if (body[next] === 0x0a) {
        at = next;
        continue;
      }
    }
    decoded[length++] = byte;
  }
  return decoded.subarray(0, length);
}
