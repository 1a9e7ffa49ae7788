import { expect, test } from 'vitest';
import { normalise } from './normalise.ts';
import { findOddities } from './oddities.ts';

const inText = (text: string) =>
  findOddities(text, []).map(({ start, end, kinds, explanation }) => [text.slice(start, end), kinds, explanation]);

test('plain texts of one script have none, whatever the script', () => {
  for (const text of [
    'The harbour wall stood. “Nobody saw it,” she said: naïve, café, Łódź.',
    'Вечером пошёл дождь. IT-специалист и 5G-сеть.',
    'Το λιμάνι έκλεισε.',
    'The α-helix, a β-blocker, 5 μm of λx and the Δt.',
    '港の壁は立っていた。👩‍👩‍👧 и 🇺🇦',
    'نُشر التقرير يوم الاثنين.',
    '',
  ])
    expect(inText(text), text).toEqual([]);
});

test('a letter of another script in a word is named', () => {
  expect(inText('Pay at pаypal.com today')).toEqual([
    ['pаypal', ['mixed-scripts'], 'A word with letters of two scripts: most are Latin, but “а” is Cyrillic (U+0430).'],
  ]);
  expect(inText('Οslo')).toEqual([
    ['Οslo', ['mixed-scripts'], 'A word with letters of two scripts: most are Latin, but “Ο” is Greek (U+039F).'],
  ]);
  expect(inText('Москвa и Mосква')[0]).toEqual([
    'Москвa',
    ['mixed-scripts'],
    'A word with letters of two scripts: most are Cyrillic, but “a” is Latin (U+0061).',
  ]);
  expect(inText('é́а'.normalize('NFD'))[0]![0]).toBe('é́а'.normalize('NFD'));
});

test('controls of the writing direction are named', () => {
  const text = 'invoice\u202efdp.exe\u202c and \u2067this\u2069';
  expect(findOddities(text, []).map(({ start, kinds }) => [start, kinds])).toEqual([
    [7, ['direction']],
    [15, ['direction']],
    [21, ['direction']],
    [26, ['direction']],
  ]);
  expect(findOddities(text, [])[0]!.explanation).toBe('A control of the writing direction: right-to-left override (U+202E).');
});

test('what an import took out is told at its place; soft hyphens are harmless', () => {
  const { text, removed } = normalise([
    { kind: 'paragraph', text: 'No\u200bbody sai\u00add it\u200b' },
    { kind: 'paragraph', text: '\ufeffA 👩‍👧 smile\u2060😀' },
  ]);
  const found = findOddities(text, removed);
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['b', 't', 'A', '😀']);
  expect(found[0]!.explanation).toContain('zero-width space (U+200B). The import took it out.');
});

test('what meets at one place is told as one', () => {
  const { text, removed } = normalise([{ kind: 'paragraph', text: 'раy\u200bpal' }]);
  expect(findOddities(text, removed)).toMatchObject([{ start: 0, end: 6, kinds: ['mixed-scripts', 'invisible'] }]);
});

test('a long text is looked through in one pass', () => {
  const text = 'Вечером пошёл дождь, and the harbour stood. '.repeat(20_000);
  expect(findOddities(text, [])).toEqual([]);
  expect(findOddities('aа'.repeat(100_000), [])).toHaveLength(1);
});
