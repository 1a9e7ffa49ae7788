import { setImmediate } from 'node:timers/promises';
import type { Extraction, ParseResult, Unpacked } from './parser.ts';

const lists = ['blocks', 'removed', 'links', 'leftOut'] as const;
type ListName = (typeof lists)[number];

/** A result of which long lists are pieces of JSON. */
export interface Packed {
  packed: true;
  /** Without what is in the pieces. */
  extraction: Extraction;
  pieces: [list: ListName, json: string][];
}

/** So many things of a list are taken over in a few milliseconds. */
const atOnce = 10_000;

/**
 * Makes a result ready to travel to the process that asked. Taking over hundreds of thousands of small objects in one message stops that
 * one for a quarter of a second; pieces of JSON it reads one after the other (`unpacked`), with time for others between them.
 */
export function packed<Result extends ParseResult | Unpacked>(result: Result): Result | Packed {
  if (!result.ok || !('extraction' in result)) return result;
  const long = lists.filter((list) => result.extraction[list].length > atOnce);
  if (long.length === 0) return result;
  const extraction = { ...result.extraction };
  const pieces: Packed['pieces'] = [];
  for (const list of long) {
    const whole = extraction[list];
    for (let from = 0; from < whole.length; from += atOnce) pieces.push([list, JSON.stringify(whole.slice(from, from + atOnce))]);
    extraction[list] = [];
  }
  return { packed: true, extraction, pieces };
}

/** The result that was packed, whole again. */
export async function unpacked({ extraction, pieces }: Packed): Promise<ParseResult> {
  for (const [list, json] of pieces) {
    const into: unknown[] = extraction[list];
    for (const thing of JSON.parse(json) as unknown[]) into.push(thing);
    await setImmediate();
  }
  return { ok: true, extraction };
}
