import { times, utf8, type HostileFile } from './file.ts';

const text = (what: string, make: () => string | Uint8Array, more: Partial<HostileFile> = {}): HostileFile => ({
  what,
  name: 'a.txt',
  make() {
    const made = make();
    return typeof made === 'string' ? utf8(made) : made;
  },
  ends: ['read'],
  ...more,
});
const brief = { brief: true } as const;
const markdown = (what: string, make: () => string, more: Partial<HostileFile> = {}): HostileFile =>
  text(`a text in Markdown of ${what}`, make, { name: 'a.md', ...more });
const richText = (what: string, body: () => string, more: Partial<HostileFile> = {}): HostileFile =>
  text(`a rich text of ${what}`, () => `{\\rtf1\\ansi Words.${body()}}`, { name: 'a.rtf', ...more });
const subtitles = (what: string, body: () => string, more: Partial<HostileFile> = {}): HostileFile =>
  text(`subtitles of ${what}`, () => `1\n00:00:01,000 --> 00:00:02,000\nWords.\n\n${body()}`, { name: 'a.srt', ...more });
const webSubtitles = (what: string, body: () => string, more: Partial<HostileFile> = {}): HostileFile =>
  text(`web subtitles of ${what}`, () => `WEBVTT\n\n00:01.000 --> 00:02.000\nWords.\n\n${body()}`, { name: 'a.vtt', ...more });

export const texts: HostileFile[] = [
  text('a text of 100 MB in one line', () => Buffer.alloc(100_000_000, 0x61), { ends: ['too-large'] }),
  text('a text of 50 MB in one line', () => Buffer.alloc(50_000_000, 0x61), { ends: ['read', 'out-of-memory'], ...brief }),
  text('a text of 10 MB', () =>
    times(100_000, (index) => `Line ${index} of a text that says what is in it, and goes on for a while.\n\n`).join(''),
  ),
  text('a text of 20 million lines', () => 'a\n'.repeat(20_000_000), { ends: ['read', 'out-of-memory', 'too-slow'] }),
  text('a text of 40 MB of blanks and one word', () => `word${' '.repeat(40_000_000)}`, { ends: ['read', 'out-of-memory'] }),
  text('a text of blanks after what looks like a header', () => `Subject: a\n${' '.repeat(65_000)}`, brief),
  text('a text of what looks like headers', () => 'a:\n'.repeat(2_000_000), { ends: ['read', 'out-of-memory', 'too-slow'] }),
  text('a text of a million addresses', () => 'https://'.repeat(1_000_000)),
  text('a text of a million at signs', () => 'a@'.repeat(1_000_000)),
  text('a text of dots that might be addresses', () => 'www.'.repeat(1_000_000)),
  text('a text of brackets in an address', () => `https://a.example/${'('.repeat(500_000)}`, brief),
  text('a text of a million combining marks', () => `a${'\u0301'.repeat(1_000_000)}`),
  text('a text of joined emoji', () => '👩‍'.repeat(500_000)),
  text('a text of soft hyphens', () => `word${'\u00ad'.repeat(500_000)}`, brief),
  text('a text of signs that turn the direction', () => `word${'\u202e\u2066'.repeat(500_000)}`),
  text('a text that may be dates', () => '12 March 2024, 1/2/3 4:5 '.repeat(200_000)),
  text('a text of dashes and stars under each other', () => '* - * -\n===\n---\n'.repeat(200_000)),
  text('a text of front matter without end', () => `---\n${'a: b\n'.repeat(100_000)}`, brief),
  text('a text of broken UTF-8', () => Buffer.alloc(5_000_000, 0xe2), { ends: ['undecodable', 'binary', 'read'] }),
  text('a text of half pairs of UTF-16', () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.alloc(4_000_000, 0xd8)]), {
    ends: ['binary', 'undecodable'],
  }),
  markdown('quotes inside each other', () => `${'>'.repeat(100_000)} words`, { ends: ['read', 'too-slow'] }),
  markdown('lists inside each other', () => times(2_000, (level) => `${'  '.repeat(level)}- a\n`).join(''), {
    ends: ['read', 'too-slow', 'out-of-memory'],
  }),
  markdown('brackets inside each other', () => `${'['.repeat(100_000)}words${'](a)'.repeat(100_000)}`, { ends: ['read', 'too-slow'] }),
  markdown('emphasis that never ends', () => '*a **a '.repeat(100_000), { ends: ['read', 'too-slow', 'out-of-memory'] }),
  markdown('emphasis inside each other', () => `${'*'.repeat(50_000)}a${'*'.repeat(50_000)}`, {
    ends: ['read', 'too-slow', 'out-of-memory'],
  }),
  markdown('code that never ends', () => times(3_000, (index) => `${'`'.repeat(index)} a`).join(''), { ends: ['read', 'too-slow'] }),
  markdown('links that never end', () => `${'[a](<b '.repeat(100_000)}`, { ends: ['read', 'too-slow', 'out-of-memory'] }),
  markdown('references to nothing', () => '[a][b] '.repeat(200_000), { ends: ['read', 'too-slow', 'out-of-memory'] }),
  markdown('50,000 definitions', () => times(50_000, (index) => `[${index}]: /a\n\n[${index}]\n\n`).join(''), {
    ends: ['read', 'too-slow', 'out-of-memory'],
  }),
  markdown('footnotes of footnotes', () => times(20_000, (index) => `[^${index}]: see [^${index + 1}]\n\n`).join(''), {
    ends: ['read', 'too-slow', 'empty', 'out-of-memory'],
  }),
  markdown('a table of 5,000 columns and rows', () => `${'|a'.repeat(5_000)}|\n${'|-'.repeat(5_000)}|\n${'|b\n'.repeat(5_000)}`, {
    ends: ['read', 'too-slow', 'out-of-memory'],
  }),
  markdown('tags that never end', () => `words ${'<a '.repeat(300_000)}`, { ends: ['read', 'too-slow', 'out-of-memory'] }),
  markdown('pages inside it', () => `words\n\n${'<div>\n\n'.repeat(100_000)}`, { ends: ['read', 'too-slow', 'out-of-memory'] }),
  markdown('backslashes', () => '\\'.repeat(3_000_000), { ends: ['read', 'too-slow', 'out-of-memory'] }),
  markdown('entities that never end', () => '&a'.repeat(500_000), { ends: ['read', 'too-slow', 'out-of-memory'] }),
  markdown('addresses', () => 'www.a.b/('.repeat(100_000), { ends: ['read', 'too-slow'] }),
  richText('five million groups inside each other', () => '{'.repeat(5_000_000), { ends: ['unsafe', 'read'], ...brief }),
  richText('groups that close too often', () => '}'.repeat(5_000_000)),
  richText('100,000 fields inside each other', () => '{\\field{\\*\\fldinst HYPERLINK "a"}{\\fldrslt '.repeat(100_000), {
    ends: ['unsafe', 'read'],
    ...brief,
  }),
  richText('100,000 notes inside each other', () => '{\\footnote '.repeat(100_000), { ends: ['unsafe', 'read'] }),
  richText('bytes that are promised and do not come', () => '\\bin999999999 x', brief),
  richText('letters by a number without end', () => `\\u${'9'.repeat(1_000_000)} `, { ends: ['read', 'damaged'] }),
  richText('five million letters by number', () => "\\'e9".repeat(5_000_000), { ends: ['read', 'out-of-memory'] }),
  richText('two million letters that have no other', () => '\\u8364?'.repeat(2_000_000)),
  richText('fonts without end', () => `{\\fonttbl${times(200_000, (index) => `{\\f${index} a;}`).join('')}}`),
  richText('a million cells', () => `${'\\trowd x\\cell\\row'.repeat(500_000)}`, { ends: ['read', 'out-of-memory'] }),
  richText('40 MB of a picture', () => `{\\pict ${'0a'.repeat(20_000_000)}}`),
  richText('skipped letters without end', () => `\\uc2000000000\\u8364 ${'x'.repeat(1_000_000)}`),
  richText('paragraphs of nothing', () => '\\par'.repeat(5_000_000)),
  subtitles('a line of 40 MB', () => `2\n00:00:03,000 --> 00:00:04,000\n${'word '.repeat(8_000_000)}\n`, {
    ends: ['read', 'out-of-memory'],
  }),
  subtitles(
    '200,000 cues',
    () => times(200_000, (index) => `${index + 2}\n00:00:03,000 --> 00:00:04,000\nLine ${index} of it.\n\n`).join(''),
    { ends: ['read', 'out-of-memory'] },
  ),
  subtitles('tags that never end', () => `2\n00:00:03,000 --> 00:00:04,000\n${'<i '.repeat(1_000_000)}\n`, brief),
  subtitles('tags without sense', () => `2\n00:00:03,000 --> 00:00:04,000\n${'{\\an'.repeat(1_000_000)}\n`),
  subtitles('numbers that might be times', () => '00:00:'.repeat(1_000_000)),
  subtitles('names that never end', () => `2\n00:00:03,000 --> 00:00:04,000\n${'A B '.repeat(500_000)}\n`),
  subtitles('lines that repeat and roll', () =>
    times(50_000, (index) => `${index + 2}\n00:00:03,000 --> 00:00:04,000\n${'same line\n'.repeat(4)}\n`).join(''),
  ),
  webSubtitles('voices that never end', () => `00:03.000 --> 00:04.000\n${'<v A '.repeat(500_000)}\n`, brief),
  webSubtitles('classes without end', () => `00:03.000 --> 00:04.000\n<c${'.a'.repeat(1_000_000)}>word</c>\n`),
  webSubtitles('blanks between times', () => `00:03.000${' '.repeat(1_000_000)}-->${' '.repeat(1_000_000)}x\nword\n`),
  webSubtitles('notes without end', () => `NOTE ${'a\n'.repeat(5_000_000)}`, { ends: ['read', 'out-of-memory'] }),
];
