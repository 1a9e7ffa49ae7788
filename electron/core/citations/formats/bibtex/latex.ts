/** Accents of LaTeX as the combining characters that follow a letter. */
const accents: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
};

const symbols: Readonly<Record<string, string>> = {
  ss: 'ß',
  SS: 'ẞ',
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  aa: 'å',
  AA: 'Å',
  i: 'ı',
  j: 'ȷ',
  dh: 'ð',
  DH: 'Ð',
  dj: 'đ',
  DJ: 'Đ',
  th: 'þ',
  TH: 'Þ',
  ng: 'ŋ',
  NG: 'Ŋ',
  textbackslash: '\\',
  textasciitilde: '~',
  textasciicircum: '^',
  textasciigrave: '`',
  textbraceleft: '{',
  textbraceright: '}',
  textbar: '|',
  textless: '<',
  textgreater: '>',
  textquotedbl: '"',
  textquotesingle: "'",
  textquoteleft: '‘',
  textquoteright: '’',
  textquotedblleft: '“',
  textquotedblright: '”',
  quotedblbase: '„',
  guillemotleft: '«',
  guillemotright: '»',
  textendash: '–',
  textemdash: '—',
  textellipsis: '…',
  ldots: '…',
  dots: '…',
  textdegree: '°',
  texteuro: '€',
  euro: '€',
  pounds: '£',
  textsterling: '£',
  textyen: '¥',
  textcopyright: '©',
  copyright: '©',
  textregistered: '®',
  texttrademark: '™',
  textsection: '§',
  S: '§',
  P: '¶',
  dag: '†',
  textdagger: '†',
  textbullet: '•',
  textperiodcentered: '·',
  textexclamdown: '¡',
  textquestiondown: '¿',
  textordfeminine: 'ª',
  textordmasculine: 'º',
  textsuperscript: '',
  LaTeX: 'LaTeX',
  TeX: 'TeX',
};

/** How words look: the words stay. */
const looks =
  /^(?:emph|text(?:bf|it|rm|sc|sf|sl|tt|up|md|normal)|mkbibquote|mkbibemph|enquote|bf|em|it|rm|sc|sf|sl|tt|url|path|href|mbox|hbox|relax|noopsort|nocase|ensuremath|protect|uppercase|lowercase)$/u;

/**
 * LaTeX of a BibTeX value as plain text, in NFC. Braces go, accents and signs become what they stand for, words keep no look. A
 * command that nobody knows stays as it is written, so that its words are not lost. One pass, no recursion.
 */
export function fromLatex(latex: string): string {
  let text = '';
  let at = 0;
  while (at < latex.length) {
    const character = latex[at]!;
    if (character === '\\') {
      const [words, next] = command(latex, at);
      text += words;
      at = next;
      continue;
    }
    const [words, length] = plain(latex, at);
    text += words;
    at += length;
  }
  return text.normalize('NFC');
}

/** An address of a BibTeX value: signs that LaTeX escapes stand for themselves, all others are part of it. */
export function addressFromLatex(latex: string): string {
  const bare = latex.trim().replace(/^\\(?:url|path)\s*\{(.*)\}$/su, '$1');
  return bare
    .replaceAll(/\\textasciitilde\s*(?:\{\})?/gu, '~')
    .replaceAll(/\\([_%&#~$])/gu, '$1')
    .replaceAll(/[{}\s]/gu, '');
}

function plain(latex: string, at: number): [words: string, length: number] {
  const character = latex[at]!;
  if (character === '{' || character === '}') return ['', 1];
  if (character === '~') return [' ', 1];
  if (character === '-' && latex.startsWith('---', at)) return ['—', 3];
  if (character === '-' && latex[at + 1] === '-') return ['–', 2];
  if (character === '`' && latex[at + 1] === '`') return ['“', 2];
  if (character === "'" && latex[at + 1] === "'") return ['”', 2];
  return [character, 1];
}

function command(latex: string, at: number): [words: string, next: number] {
  const sign = latex[at + 1] ?? '';
  const name = /[a-z]+/iuy;
  name.lastIndex = at + 1;
  const word = name.exec(latex)?.[0];
  if (word === undefined) {
    const accent = Object.hasOwn(accents, sign) ? accents[sign] : undefined;
    if (accent !== undefined) return accented(latex, at + 2, accent) ?? [sign, at + 2];
    if (sign === '\\') return [' ', at + 2];
    if (sign === '-' || sign === '/' || sign === '') return ['', at + 1 + sign.length];
    if (/[,;:! ]/u.test(sign)) return [' ', at + 2];
    return [sign, at + 2];
  }
  const after = at + 1 + word.length;
  const accent = Object.hasOwn(accents, word) ? accents[word] : undefined;
  if (accent !== undefined) {
    const letter = accented(latex, after, accent);
    if (letter) return letter;
  }
  // A command of letters takes the white space after it, and an empty pair of braces ends it.
  const next = after + (/\s*(?:\{\})?/uy.exec(latex.slice(after, after + 20))?.[0].length ?? 0);
  if (Object.hasOwn(symbols, word)) return [symbols[word]!, next];
  return looks.test(word) ? ['', next] : [`\\${word}`, after];
}

/** The letter that follows an accent, with it: `{\i}`, `{o}`, `o`. */
function accented(latex: string, at: number, accent: string): [words: string, next: number] | null {
  const letter = /\s*(?:\{\s*(?:\\([ij])|(\p{L}))\s*\}|\\([ij])(?![a-z])\s*|(\p{L}))/iuy;
  const window = latex.slice(at, at + 40);
  const found = letter.exec(window);
  const base = found && (found[1] ?? found[2] ?? found[3] ?? found[4]);
  return found && base ? [`${base}${accent}`, at + found[0].length] : null;
}

const written: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '%': '\\%',
  '&': '\\&',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '\u00a0': '~',
};

/** Plain text as LaTeX that `fromLatex` reads as just that. Letters beyond ASCII stay: BibLaTeX reads UTF-8. */
export function toLatex(text: string): string {
  return text
    .replaceAll(/[\\{}~^%&$#_\u00a0]/gu, (character) => written[character]!)
    .replaceAll(/-(?=-)|`(?=`)|'(?=')/gu, (character) => `${character}{}`);
}
