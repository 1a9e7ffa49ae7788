import { findOddities } from './oddities.ts';
import { labelInLetters } from './punycode.ts';

/** The host of an address, and what stands before it; null for addresses without one. */
function hostOf(address: string): { host: string; before: string } | null {
  const found = /^https?:\/\/(?:([^/?#]*)@)?(\[[^\]]*\]|[^/?#:@]+)/i.exec(address);
  return found ? { host: found[2]!.toLowerCase(), before: found[1] ?? '' } : null;
}

/** Scripts whose letters pass for those of a to z. */
const likeLatin: readonly { name: string; letter: RegExp }[] = [
  { name: 'Cyrillic', letter: /\p{Script=Cyrillic}/u },
  { name: 'Greek', letter: /\p{Script=Greek}/u },
  { name: 'Armenian', letter: /\p{Script=Armenian}/u },
  { name: 'Cherokee', letter: /\p{Script=Cherokee}/u },
];

const bare = (host: string): string => host.replace(/^www\./, '');

/**
 * Why an address may not lead where it seems to, each in a sentence: another script in the name of the site, words before the name, words of the link that
 * name another site, a connection that anybody can read. Pure; `address` as an import keeps it, `words` those of the link.
 */
export function linkDoubts(address: string, words: string): string[] {
  const found = hostOf(address);
  if (!found) return [];
  const { host, before } = found;
  const doubts: string[] = [];
  const letters = host.split('.').map(labelInLetters).join('.');
  if (letters !== host) {
    const script = likeLatin.find(({ letter }) => letter.test(letters))?.name;
    doubts.push(
      `The name of the site has letters other than a to z${script ? `, of the ${script} script` : ''}. It is written “${letters}”, and “${host}” in the address.`,
    );
    doubts.push(...findOddities(letters, []).map(({ explanation }) => explanation));
  }
  if (before !== '') doubts.push(`“${before}”, before the @, is no part of the name of the site, which is “${host}”.`);
  const named = /^\s*(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?:[/?#:]\S*)?\s*$/iu.exec(words)?.[1]?.toLowerCase();
  if (named !== undefined && bare(named) !== bare(host) && bare(named) !== bare(letters) && !host.endsWith(`.${bare(named)}`))
    doubts.push(`The words of the link name “${named}”, but it leads to “${host}”.`);
  if (/^http:/i.test(address)) doubts.push('The connection is not encrypted: who is between can read and change what comes.');
  return doubts;
}
