import { analyse } from 'chardet';
import type { ImportFailure } from '../../../shared/domain/errors.ts';
import { importLimits } from '../../../shared/domain/importLimits.ts';

/** Largest file we read, in bytes. */
export const largestFile = importLimits.megabytes * 1024 * 1024;

export type Decoded = { ok: true; text: string; encoding: string } | { ok: false; reason: ImportFailure };

const sampleSize = 256 * 1024;

/**
 * The text of a file's bytes, and the name of its encoding. Tried in this order: byte order mark; UTF-16 without one
 * (told by where its NULs stand); strict UTF-8; UTF-8 with a few broken bytes; the legacy encoding that fits best.
 *
 * Fails with `empty`, `too-large`, `binary` or `undecodable`.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return failed('empty');
  if (bytes.length > largestFile) return failed('too-large');
  // UTF-32, which nobody decodes.
  if (startsWith(bytes, [0x00, 0x00, 0xfe, 0xff]) || startsWith(bytes, [0xff, 0xfe, 0x00, 0x00])) return failed('undecodable');

  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  return /[^\s\u0000\u00ad\u200b\u2060\ufeff]/u.test(decoded.text) ? decoded : failed('empty');
}

function decodeText(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return strict(bytes, 'utf-8') ?? repaired(bytes);
  if (startsWith(bytes, [0xff, 0xfe])) return readable(new TextDecoder('utf-16le').decode(bytes), 'utf-16le') ?? failed('binary');
  if (startsWith(bytes, [0xfe, 0xff])) return readable(new TextDecoder('utf-16be').decode(bytes), 'utf-16be') ?? failed('binary');

  const sample = bytes.subarray(0, sampleSize);
  const nulls = countNulls(sample);
  if (nulls.even + nulls.odd > 0) {
    // Spaces and line ends have a NUL as their upper byte in any script: after the character (LE) or before it (BE).
    const encoding = nulls.odd > nulls.even ? 'utf-16le' : 'utf-16be';
    const strays = Math.min(nulls.odd, nulls.even);
    if (bytes.length % 2 !== 0 || strays * 50 > Math.max(nulls.odd, nulls.even)) return failed('binary');
    const decoded = strict(bytes, encoding);
    return (decoded?.ok && readable(decoded.text, encoding)) || failed('binary');
  }
  if (countControls(sample) * 100 > sample.length) return failed('binary');
  return strict(bytes, 'utf-8') ?? legacy(bytes);
}

function strict(bytes: Uint8Array, encoding: string): Decoded | null {
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return null;
  }
}

function repaired(bytes: Uint8Array): Decoded {
  return { ok: true, text: new TextDecoder().decode(bytes), encoding: 'utf-8, broken' };
}

function legacy(bytes: Uint8Array): Decoded {
  const { whole, broken } = countSequences(bytes);
  if (whole > 0 && whole >= broken * 4) return repaired(bytes);
  for (const { name } of analyse(bytes.subarray(0, sampleSize))) {
    const decoded = strictIfKnown(bytes, name);
    if (decoded?.ok && readable(decoded.text, name)) return { ...decoded, encoding: encodingName(name) };
  }
  return failed('undecodable');
}

/** ISO 8859-1 is windows-1252 on the web and in every decoder: 0x80-0x9f are quotes and dashes there. */
function encodingName(name: string): string {
  const lower = name.toLowerCase();
  return lower === 'iso-8859-1' ? 'windows-1252' : lower;
}

function strictIfKnown(bytes: Uint8Array, name: string): Decoded | null {
  if (/^(?:utf-|ascii)/i.test(name)) return null;
  try {
    new TextDecoder(name);
  } catch {
    return null;
  }
  return strict(bytes, name);
}

/** A decoding that makes text: hardly any control characters, and next to nothing that is no character at all. */
function readable(text: string, encoding: string): Decoded | null {
  const sample = text.slice(0, sampleSize);
  const bad = sample.match(/[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffd\p{Cn}\p{Co}]/gu)?.length ?? 0;
  return bad * 100 > sample.length ? null : { ok: true, text, encoding };
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function countNulls(sample: Uint8Array): { even: number; odd: number } {
  const count = { even: 0, odd: 0 };
  for (let index = 0; index < sample.length; index++) if (sample[index] === 0) count[index % 2 === 0 ? 'even' : 'odd']++;
  return count;
}

function countControls(sample: Uint8Array): number {
  let controls = 0;
  for (const byte of sample) if ((byte < 0x20 && (byte < 0x09 || byte > 0x0d)) || byte === 0x7f) controls++;
  return controls;
}

/** UTF-8 sequences of more than one byte that are whole, and bytes that belong to none. */
function countSequences(bytes: Uint8Array): { whole: number; broken: number } {
  let whole = 0;
  let broken = 0;
  for (let index = 0; index < bytes.length; index++) {
    const lead = bytes[index]!;
    if (lead < 0x80) continue;
    const length = lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 1;
    let following = 1;
    while (following < length && (bytes[index + following]! & 0xc0) === 0x80) following++;
    if (length > 1 && following === length) whole++;
    else broken++;
    index += following - 1;
  }
  return { whole, broken };
}

const failed = (reason: ImportFailure): Decoded => ({ ok: false, reason });
