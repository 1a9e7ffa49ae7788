/** One author of a work: a person, or anything that has one name alone: an organisation, a desk, a pen name. */
export type AuthorName = { family: string; given: string; suffix: string } | { literal: string };

/** Words that begin a family name and are written small. */
const particle =
  /^(?:af|al|am|auf|aus|av|bin|d[’']|da|dal|das|de|degli|dei|del|della|den|der|des|di|do|dos|du|e|el|ibn|la|las|le|lo|los|op|'?t|te|ten|ter|van|vom|von|y|z[ou]|zum|zur)$/u;

/** Words that no person is called by. */
const ofOrganisations =
  /^(?:administration|agenc(?:y|e|ia)|agentur|alliance|amt|army|assembly|association|authority|bank|bbc|board|bulletin|bureau|bundes\p{L}+|cent(?:er|re)|chronicle|college|comisión|commission|committee|company|conference|congress|council|court|daily|department|desk|editor(?:s|ial)?|est|federation|foundation|fund|gazette|government|group|guardian|herald|hospital|institut[eo]?|journal|laborator(?:y|ies)|library|limited|ltd|magazine|media|ministry|museum|nations|network|news|observatory|office|organi[sz]ation|paper|parliament|party|police|post|press|project|public|radio|redaktion|reporters?|reuters|school|service|services|society|staff|standard|team|telegraph|times|tribune|trust|tv|union|universit\p{L}+|verband|weekly)$/iu;

const suffixWord = /^(?:[JS]r\.?|II|III|IV)$/u;

/** How “and” is written between the last two of several names. */
const between = /\s*(?:,\s+and|,\s+&|,|\s+and|\s+&|\s+et|\s+und|\s+y)\s+/iu;

/**
 * The authors that a byline names, as far as its words tell. Written freely, as articles do (“By Ada Brandt and Ben Okafor”), names of
 * two to five words that look like those of a person are taken for one. Written with a semicolon between or after names, each may also be
 * `Family, Given` or `Family, Given, Suffix`; words in braces are one name as it stands: `{Harbour, Dock & Co.}`.
 */
export function namesOf(byline: string): AuthorName[] {
  const words = tidy(byline);
  const exact = cut(words, ';');
  if (exact.length > 1 || isBraced(words))
    return exact.map((part) => part.trim()).flatMap((part) => (part === '' ? [] : [exactName(part)]));
  const free = words.replace(/^(?:By|Von|Par|Por)\s+(?=\p{Lu})/u, '').split(between);
  return free.flatMap((part) => (part.trim() === '' ? [] : [freeName(part.trim())]));
}

/** A byline that names these authors, and that `namesOf` reads as just them: written freely where that is clear, else exactly. */
export function bylineOf(names: readonly AuthorName[]): string {
  const wanted = names.map(tidyName).filter((name) => nameWords(name) !== '');
  if (wanted.length === 0) return '';
  const free = joined(wanted.map(nameWords));
  if (isSame(namesOf(free), wanted)) return free;
  const parts = wanted.map((name) => (isClear(nameWords(name), name) ? nameWords(name) : exactWords(name)));
  return parts.length === 1 ? (parts[0]!.startsWith('{') ? parts[0]! : `${parts[0]};`) : parts.join('; ');
}

/** A name as people say it: “Ludwig van Beethoven”. */
export function nameWords(name: AuthorName): string {
  return 'literal' in name ? name.literal : [name.given, name.family, name.suffix].filter((part) => part !== '').join(' ');
}

/** The same name without what no name holds: line breaks, braces, and in a person's name the signs that part names. */
export function tidyName(name: AuthorName): AuthorName {
  if ('literal' in name) return { literal: tidy(name.literal.replaceAll(/[{}]/gu, ' ')) };
  const [given = '', ...after] = tidy(name.given).split(/\s*,\s*/u);
  const suffixInGiven = after.length === 1 && suffixWord.test(after[0]!) ? after[0]! : '';
  const part = (words: string): string => tidy(words.replaceAll(/[{};,]/gu, ' '));
  const person = {
    family: part(name.family),
    given: part(suffixInGiven ? given : name.given),
    suffix: part(name.suffix || suffixInGiven),
  };
  if (person.family !== '' && person.given !== '') return person;
  return { literal: tidy([person.given, person.family, person.suffix].join(' ')) };
}

/** A family name parted into its particle (“van”) and the name itself. */
export function partedFamily(family: string): { particle: string; name: string } {
  const words = family.split(' ');
  let first = 0;
  while (first < words.length - 1 && particle.test(words[first]!)) first++;
  return { particle: words.slice(0, first).join(' '), name: words.slice(first).join(' ') };
}

const tidy = (text: string): string => text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
const exactWords = (name: AuthorName): string =>
  'literal' in name ? `{${name.literal}}` : [name.family, name.given, name.suffix].filter((part) => part !== '').join(', ');

function isSame(some: readonly AuthorName[], others: readonly AuthorName[]): boolean {
  const key = (name: AuthorName): string => JSON.stringify('literal' in name ? [name.literal] : [name.family, name.given, name.suffix]);
  return some.length === others.length && some.every((name, place) => key(name) === key(others[place]!));
}

/** Whether words, one of several names, are read as just that one. */
const isClear = (words: string, name: AuthorName): boolean => !/[;{}]/u.test(words) && isSame([exactName(words)], [name]);
const isBraced = (part: string): boolean => part.startsWith('{') && part.endsWith('}');

/** Parts of a text at a sign, outside braces. */
function cut(text: string, sign: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '{') depth++;
    else if (character === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0 && character === sign) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function exactName(part: string): AuthorName {
  if (isBraced(part)) return tidyName({ literal: part.slice(1, -1) });
  const [family = '', given = '', suffix = ''] = part.split(/\s*,\s*/u);
  return given === '' ? freeName(part) : tidyName({ family, given, suffix });
}

function freeName(part: string): AuthorName {
  const words = part.split(' ');
  const suffix = words.length > 2 && suffixWord.test(words.at(-1)!) ? words.pop()! : '';
  if (!isPerson(words)) return tidyName({ literal: part });
  let first = words.length - 1;
  while (first > 1 && particle.test(words[first - 1]!)) first--;
  return tidyName({ family: words.slice(first).join(' '), given: words.slice(0, first).join(' '), suffix });
}

function isPerson(words: readonly string[]): boolean {
  if (words.length < 2 || words.length > 5 || particle.test(words.at(-1)!)) return false;
  return words.every(
    (word, place) =>
      !ofOrganisations.test(word) &&
      !/[\d&/@:|]/u.test(word) &&
      !/^\p{Lu}{2,}$/u.test(word) &&
      (/^[’'‘]?[\p{Lu}\p{Lt}\p{Lo}]/u.test(word) || (place > 0 && particle.test(word))),
  );
}
