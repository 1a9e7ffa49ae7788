import { mailOf } from '../../../electron/core/importers/testing/message.ts';
import { paragraphs, savedPage } from '../../../electron/core/importers/testing/webPages.ts';
import { times, utf8, type HostileFile } from './file.ts';

const article = paragraphs.map((words) => `<p>${words}</p>`).join('');
const page = (bomb: string): Uint8Array => utf8(savedPage({ article: `${article}${bomb}` }));
const html = (what: string, make: () => Uint8Array, more: Partial<HostileFile> = {}): HostileFile => ({
  what: `a page with ${what}`,
  name: 'a.html',
  make,
  ends: ['read'],
  says: paragraphs[0]!,
  ...more,
});
const brief = { brief: true } as const;

export const pages: HostileFile[] = [
  html('300,000 elements, one inside the other', () => page('<div>'.repeat(300_000)), brief),
  html('100,000 inline elements, one inside the other', () => page(`${'<b>'.repeat(100_000)}deep`), brief),
  html('100,000 links, one inside the other', () => page(`${'<a href="/">'.repeat(100_000)}deep`)),
  html('50,000 tables, one inside the other', () => page('<table><tr><td>'.repeat(50_000))),
  html('50,000 lists, one inside the other', () => page('<ul><li>x'.repeat(50_000))),
  html('100,000 quotes, one inside the other', () => page('<blockquote>x'.repeat(100_000))),
  html('400 levels of twenty branches', () => page(`${'<div>'.repeat(400)}${'<p>A line, with words.</p>'.repeat(20_000)}`)),
  html(
    '29,000 elements on 400 levels',
    () => page(times(70, () => `${'<div class="a">'.repeat(400)}A line of words, with a comma.${'</div>'.repeat(400)}`).join('')),
    brief,
  ),
  html('100,000 attributes', () => page(`<p ${times(100_000, (index) => `a${index}="1"`).join(' ')}>x</p>`), brief),
  html('an attribute of 20 MB', () => page(`<p class="${'article '.repeat(2_500_000)}">x</p>`), { ends: ['read', 'out-of-memory'] }),
  html('240 kB of line breaks', () => page('<br>'.repeat(60_000)), brief),
  html('60,000 lines of one letter', () => page('a<br>'.repeat(60_000))),
  html('a table of 200,000 cells', () => page(`<table>${'<tr><td>1</td><td>2</td></tr>'.repeat(100_000)}</table>`), {
    ends: ['read', 'out-of-memory'],
  }),
  html('200,000 paragraphs that nobody closes', () => page('<p>x'.repeat(200_000)), { ends: ['read', 'out-of-memory'] }),
  html('comments without end', () => page('<!--'.repeat(500_000)), brief),
  html('tags without end', () => page('<html <body <p '.repeat(600_000))),
  html('angle brackets without end', () => page('<'.repeat(5_000_000)), { ends: ['read', 'out-of-memory'] }),
  html('ampersands without end', () => page('&'.repeat(5_000_000)), { ends: ['read', 'out-of-memory'] }),
  html('entities of entities', () =>
    utf8(`<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${savedPage({ article: `${article}${'&b;'.repeat(500_000)}` })}`),
  ),
  html('20 MB of data in an address', () => page(`<img src="data:image/png;base64,${'A'.repeat(20_000_000)}">`), {
    ends: ['read', 'out-of-memory'],
  }),
  html(
    'JSON-LD nested without end',
    () => utf8(savedPage({ article, head: `<script type="application/ld+json">${'[{"a":'.repeat(200_000)}</script>` })),
    brief,
  ),
  html('JSON-LD nested 5,000 deep', () =>
    utf8(
      savedPage({ article, head: `<script type="application/ld+json">${'{"mainEntity":'.repeat(5_000)}1${'}'.repeat(5_000)}</script>` }),
    ),
  ),
  html('a hundred thousand entries of JSON-LD', () =>
    utf8(
      savedPage({
        article,
        head: `<script type="application/ld+json">[${times(100_000, () => '{"@type":"NewsArticle","headline":"x"}').join(',')}]</script>`,
      }),
    ),
  ),
  html(
    'a title of 5 MB',
    () =>
      utf8(
        savedPage({
          article,
          head: `<title>${'title - '.repeat(600_000)}</title><meta property="og:title" content="${'x | '.repeat(500_000)}">`,
        }),
      ),
    brief,
  ),
  html('10 MB of text in one line', () => page(`<p>${'word '.repeat(2_000_000)}</p>`), brief),
  html('45 MB of text in one line', () => page(`<p>${'word '.repeat(9_000_000)}</p>`), { ends: ['out-of-memory', 'read'], ...brief }),
  html('a million blanks before an end tag', () => page(`<body${' '.repeat(1_000_000)}x<html${'\t'.repeat(1_000_000)}`)),
  html('100,000 frames around it', () => page('</body></html><html><body>'.repeat(100_000))),
  html('a million combining marks', () => page(`<p>a${'\u0301'.repeat(1_000_000)}</p>`)),
  html('50,000 dates', () => page(`<p>${'March 4, 2025 '.repeat(50_000)}</p>`)),
  html('200,000 headings', () => page('<h2>By 4 March 2025</h2>'.repeat(100_000))),
  html('100,000 elements of one class after the other', () =>
    page(times(100_000, (index) => `<span class="share related-${index}">x</span>`).join('')),
  ),
  { what: 'a page of 100 MB', name: 'a.html', make: () => Buffer.alloc(100_000_000, 0x61), ends: ['too-large'], brief: true },
  {
    what: 'a page of XHTML with a billion laughs',
    name: 'a.xhtml',
    make: () =>
      utf8(
        `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "${'ha'.repeat(1_000)}"><!ENTITY b "${'&a;'.repeat(1_000)}">]><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Words.</p>${'&b;'.repeat(1_000)}</body></html>`,
      ),
    ends: ['read'],
  },
];

const saved = (parts: string, type = 'multipart/related; boundary=b'): Uint8Array =>
  utf8(`From: <Saved>\r\nSnapshot-Content-Location: https://a.example/\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${parts}`);
const nested = (count: number): string =>
  times(count, (index) => `--b${index}\r\nContent-Type: multipart/mixed; boundary=b${index + 1}\r\n\r\n`).join('');
const head = 'From: a@b.example\nTo: x@y.example\nSubject: s\nMIME-Version: 1.0\n';
const mail = (what: string, make: () => string | Uint8Array, more: Partial<HostileFile> = {}): HostileFile => ({
  what: `a mail with ${what}`,
  name: 'a.eml',
  make() {
    const made = make();
    return typeof made === 'string' ? utf8(made) : made;
  },
  ends: ['read'],
  ...more,
});
const multiparts = (count: number, body: string): string =>
  `${head}${times(count, (index) => `Content-Type: multipart/mixed; boundary="b${index}"\n\n--b${index}\n`).join('')}Content-Type: text/plain\n\n${body}`;

export const messages: HostileFile[] = [
  {
    what: 'a saved page of 100,000 parts inside each other',
    name: 'a.mhtml',
    make: () => saved(nested(100_000), 'multipart/related; boundary=b0'),
    ends: ['no-text'],
    brief: true,
  },
  {
    what: 'a saved page of four million parts',
    name: 'a.mhtml',
    make: () => saved(`--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n${'--b\n\n'.repeat(4_000_000)}--b--`),
    ends: ['read'],
    brief: true,
  },
  {
    what: 'a saved page of parts that only seem to begin',
    name: 'a.mhtml',
    make: () => saved(`--b\r\nContent-Type: text/html\r\n\r\n<p>Words.${'x--b'.repeat(5_000_000)}`),
    ends: ['read', 'out-of-memory'],
  },
  {
    what: 'a saved page that is one long line of quoted-printable',
    name: 'a.mhtml',
    make: () =>
      saved(`--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Words.${'=41'.repeat(3_000_000)}`),
    ends: ['read'],
  },
  {
    what: 'a saved page with 100,000 parameters',
    name: 'a.mhtml',
    make: () => saved('--b\r\nContent-Type: text/html\r\n\r\n<p>Words.', `multipart/related; ${'a="\\'.repeat(100_000)}; boundary=b`),
    ends: ['read', 'no-text', 'unsafe'],
  },
  mail('100,000 parts inside each other', () => multiparts(100_000, 'x'), { ends: ['unsafe'], ...brief }),
  mail('49 parts inside each other, and lines that seem to end them', () => multiparts(49, '--b\n'.repeat(500_000)), {
    ends: ['read', 'out-of-memory'],
  }),
  mail(
    '1,000 mails inside each other',
    () => `${`${head}Content-Type: message/rfc822\n\n`.repeat(1_000)}${head}\nHello, here are words.\n`,
  ),
  mail(
    '100,000 mails inside each other',
    () => `${`${head}Content-Type: message/rfc822\n\n`.repeat(100_000)}${head}\nHello, here are words.\n`,
    { ends: ['read', 'out-of-memory'] },
  ),
  mail(
    '200,000 parts',
    () => `${head}Content-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: text/plain\n\nx\n'.repeat(200_000)}`,
    { ends: ['unsafe', 'out-of-memory'] },
  ),
  mail('200,000 headers', () => `${head}${'X-A: b\n'.repeat(200_000)}\nHello, here are words.`),
  mail('5 MB of headers', () => `${head}X-A: ${'b'.repeat(5_000_000)}\n\nHello, here are words.`, { ends: ['unsafe'] }),
  mail('100,000 addresses', () => `${head}Cc: ${'a <b@c.d>, '.repeat(100_000)}\n\nHello, here are words.`),
  mail('groups in groups of addresses', () => `${head}Cc: ${'g: '.repeat(100_000)};\n\nHello, here are words.`),
  mail('brackets without end', () => `${head}Cc: ${'('.repeat(200_000)}${'<'.repeat(200_000)}\n\nHello, here are words.`),
  mail('100,000 encoded words', () => `${head}Subject: ${'=?utf-8?Q?a?= '.repeat(100_000)}\n\nHello, here are words.`),
  mail(
    '100,000 pieces of one parameter',
    () => `${head}Content-Type: text/plain; ${times(100_000, (index) => `a*${index}=b; `).join('')}\n\nHello, here are words.`,
  ),
  mail('blanks that lead to no header', () => `From: a\nTo: b\n${' '.repeat(60_000)}`, { ends: ['empty'], ...brief }),
  mail('a body of 10 MB of equals signs', () =>
    mailOf({ type: 'text/plain\r\nContent-Transfer-Encoding: quoted-printable', body: `Hello, here are words.${'='.repeat(10_000_000)}` }),
  ),
  mail(
    'a page of 100,000 elements inside each other',
    () => mailOf({ type: 'text/html', body: `<p>Words.</p>${'<div>'.repeat(100_000)}` }),
    brief,
  ),
  mail('10 MB of lines', () => `${head}\n${'A line of words.\n'.repeat(600_000)}`, { ends: ['read', 'out-of-memory'] }),
  mail('20 million lines', () => `${head}\n${'a\n'.repeat(20_000_000)}`, { ends: ['out-of-memory', 'too-slow'] }),
  mail('20 million quoted lines', () => `${head}\n${'>'.repeat(40_000_000)}`, { ends: ['empty', 'unsafe', 'out-of-memory'] }),
];
