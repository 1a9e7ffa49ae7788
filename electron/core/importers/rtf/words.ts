/** Control words that stand for a character. */
export const characters: Readonly<Record<string, string>> = {
  '~': '\u00a0',
  _: '\u2011',
  '-': '\u00ad',
  '\\': '\\',
  '{': '{',
  '}': '}',
  tab: '\t',
  line: '\n',
  lbr: '\n',
  softline: '\n',
  emdash: '—',
  endash: '–',
  emspace: ' ',
  enspace: ' ',
  qmspace: ' ',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  zwj: '\u200d',
  zwnj: '\u200c',
  zwbo: '\u200b',
  ltrmark: '\u200e',
  rtlmark: '\u200f',
};

/** Destinations that hold no words of the document. */
export const skipped = new Set(
  'nonesttables colortbl filetbl pict nonshppict objdata objclass xe tc txe rxe pnseclvl template themedata datastore shprslt do mmathPict ftnsep ftnsepc aftnsep aftnsepc ftncn aftncn atnid atntime atndate atnref atnparent atrfstart atrfend formfield private1 bkmkstart bkmkend sn sv keywords subject comment doccomm hlinkbase manager category'.split(
    ' ',
  ),
);

/** Destinations marked as such that readers may leave out, and that do hold words. */
export const entered = new Set([
  'fldinst',
  'shpinst',
  'shptxt',
  'shppict',
  'ud',
  'annotation',
  'atnauthor',
  'moMath',
  'moMathPara',
  'footnote',
]);
