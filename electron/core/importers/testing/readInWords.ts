import { extract } from '../extract.ts';

/** What the import makes of a file, each part of it in words; throws the reason where it makes nothing of it. */
export async function readInWords(file: { name: string; bytes: Uint8Array }) {
  const result = await extract(file);
  if (!result.ok) throw new Error(result.reason);
  const { text, blocks, links, leftOut, guesses } = result.extraction;
  return {
    lines: blocks.map(({ kind, level, start, end }) => `${kind}${level === undefined ? '' : ` ${level}`}: ${text.slice(start, end)}`),
    links: links.map(({ start, end, address }) => [text.slice(start, end), address]),
    leftOut: leftOut.map((piece) => `${piece.reason}: ${piece.text}`),
    guesses,
  };
}
