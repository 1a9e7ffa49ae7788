import { describe, expect, test } from 'vitest';
import { assemble } from './assemble.ts';
import { importMarkdown } from './markdown/markdown.ts';
import { sniff } from './sniff.ts';
import { importText } from './text/text.ts';

const guess = (source: string, name = 'a.txt') => {
  const file = sniff({ name, bytes: new TextEncoder().encode(source) });
  const result = assemble(file, file.mediaType === 'text/markdown' ? importMarkdown(file) : importText(file));
  if (!result.ok) throw new Error(result.reason);
  return result.extraction.guesses;
};
const found = (source: string, field: keyof ReturnType<typeof guess>, name?: string) => {
  const made = guess(source, name)[field];
  return made && [made.value, made.method];
};

const body = 'The council of Brindle voted on Tuesday to close the old swimming pool, which had been losing money for years.';

describe('titles', () => {
  test.each<[string, string, string, string]>([
    ['a headline', `Pool to close\n\n${body}`, 'Pool to close', 'first line'],
    ['a short first sentence', `The pool will close. It was old.\n\n${body}`, 'The pool will close', 'first sentence'],
    ['a date prefix before it', `date 2024-11-02 Pool to close\n\n${body}`, 'Pool to close', 'first line'],
    ['a byline above the headline', `By Ada Sample\n\nPool to close\n\n${body}`, 'Pool to close', 'first line'],
  ])('%s', (_, source, title, method) => expect(found(source, 'title')).toEqual([title, method]));

  test('a long first sentence is cut at a word', () => {
    const [title] = found(`${body.slice(0, -1)}, and nobody could say any more when it might be opened again or by whom.`, 'title')!;
    expect(title!.length).toBeLessThanOrEqual(140);
    expect(title).toMatch(/\w…$/);
    expect(`${body.slice(0, -1)}, and nobody could say any more`.startsWith(title!.slice(0, -1).trim().slice(0, 100))).toBe(true);
  });

  test('Markdown: front matter, then the first heading', () => {
    expect(found(`---\ntitle: "The pool"\n---\n# Another\n\n${body}`, 'title', 'a.md')).toEqual(['The pool', 'front matter']);
    expect(found(`${body}\n\n# The pool\n\n${body}`, 'title', 'a.md')).toEqual(['The pool', 'first heading']);
  });
});

describe('dates', () => {
  test.each<[string, string, string, string, string?]>([
    ['a date prefix', `date 2024-11-02 ${body}`, '2024-11-02', 'date prefix'],
    ['a line of its own', `Pool to close\n\nPublished on Saturday, November 2, 2024\n\n${body}`, '2024-11-02', 'date line'],
    ['a line with a time', `Pool to close\n\n2 Nov 2024, 10:30\n\n${body}`, '2024-11-02', 'date line'],
    ['an ISO line', `Pool to close\n\n2024-11-02T10:30:00Z\n\n${body}`, '2024-11-02', 'date line'],
    ['a dateline', `Pool to close\n\nBRINDLE, Nov. 2, 2024 (Wire) — ${body}`, '2024-11-02', 'dateline'],
    ['front matter', `---\ndate: 2024-11-02\n---\n${body}`, '2024-11-02', 'front matter', 'a.md'],
    ['front matter, a month', `---\npublished: 2024-11\n---\n${body}`, '2024-11', 'front matter', 'a.md'],
    ['the file name', body, '2024-11-02', 'file name', 'brindle-2024-11-02-pool.txt'],
  ])('%s', (_, source, date, method, name) => expect(found(source, 'published', name)).toEqual([date, method]));

  test.each([
    ['prose that speaks of a day', `On November 2, 2024 the council met. ${body}`],
    ['a first line that speaks of a day', `Council met on November 2, 2024\n\n${body}`],
    ['a day without its year', `Pool to close\n\nNovember 2\n\n${body}`],
    ['a dateline without a year', `BRINDLE, Nov. 2 (Wire) — ${body}`],
    ['a day that does not exist', `Pool to close\n\nFebruary 30, 2024\n\n${body}`],
    ['figures that differ by country', `Pool to close\n\n02/11/2024\n\n${body}`],
    ['a teaser far below', `Pool\n\n${`${body}\n\n`.repeat(9)}November 2, 2024`],
  ])('none from %s', (_, source) => expect(found(source, 'published')).toBe(undefined));

  test('none from digits in a file name that are no date', () => {
    expect(found(body, 'published', '000_20991399ab.txt')).toBe(undefined);
    expect(found(body, 'published', 'a4120240215bc.txt')).toBe(undefined);
  });
});

describe('people and publishers', () => {
  test.each<[string, string, string]>([
    ['a byline', `Pool to close\n\nBy Ada Sample\n\n${body}`, 'Ada Sample'],
    ['two writers', `Pool to close\n\nBy Ada Sample and Ben van Doe\n\n${body}`, 'Ada Sample and Ben van Doe'],
    ['an author at the end', `${body}\n\nAbout the Author: Ada Sample’s new book is out now.`, 'Ada Sample'],
  ])('%s', (_, source, byline) => expect(found(source, 'byline')?.[0]).toBe(byline));

  test.each([`Pool to close\n\nBy the end of the year it was gone\n\n${body}`, `By Monday the pool was empty.\n\n${body}`])(
    'no byline in: %s',
    (source) => expect(found(source, 'byline')).toBe(undefined),
  );

  test('the outlet of a dateline or of front matter is offered as publisher', () => {
    expect(found(`BRINDLE (Wire) — ${body}`, 'publisher')).toEqual(['Wire', 'dateline']);
    expect(found(`---\nsource: The Brindle Post\n---\n${body}`, 'publisher', 'a.md')).toEqual(['The Brindle Post', 'front matter']);
  });

  test('an outlet that is only relayed is not taken for the publisher', () => {
    expect(found(`The pool will close this winter, reports Brindle News.\n\n${body}`, 'publisher')).toBe(undefined);
  });

  test('no publisher from prose', () => {
    expect(found(`${body}\n\nHe told Brindle News that it would close, reports said.`, 'publisher')).toBe(undefined);
  });
});

describe('languages', () => {
  test.each([
    ['en', `${body} It was said that the roof had to be mended and that this would cost more than the town could pay.`],
    [
      'de',
      'Der Rat hat am Dienstag beschlossen, das alte Bad zu schließen, und die Stadt wird es nicht mehr öffnen. Das ist für die Leute eine schlechte Nachricht.',
    ],
    [
      'fr',
      'Le conseil a voté mardi la fermeture de la vieille piscine, qui perdait de l’argent depuis des années, et les habitants ne sont pas contents de cette décision.',
    ],
    [
      'ru',
      'Совет решил закрыть старый бассейн, но жители не согласны и говорят, что он был нужен, и что это не последнее слово по этому делу, как и все от них.',
    ],
  ])('%s', (language, source) => expect(found(source, 'language')).toEqual([language, 'common words']));

  test('too little to tell is not guessed', () => expect(found('Pool closed.', 'language')).toBe(undefined));
});
