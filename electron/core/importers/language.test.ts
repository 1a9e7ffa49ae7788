import { expect, test } from 'vitest';
import { extract } from './extract.ts';

async function languageOf(text: string, name = 'pool.txt') {
  const result = await extract({ name, bytes: new TextEncoder().encode(text) });
  return result.ok ? result.extraction.guesses.language : undefined;
}

test.each([
  ['ar', 'قال المجلس يوم الثلاثاء إن المسبح القديم سيغلق في الشتاء، وإن المدينة لا تملك المال لإصلاحه.'],
  ['sv', 'Kommunen beslutade i tisdags att stänga det gamla badet, och ingen vet ännu vad som ska hända med huset efteråt.'],
  [
    'ja',
    '市議会は火曜日、古いプールを冬に閉鎖することを決めた。修理の費用が足りないためだという。住民は反対している。建物の後の使い道はまだ誰も知らない。市は来年の春までに新しい計画を発表するとしている。',
  ],
])('%s, by its letters', async (language, source) => {
  expect(await languageOf(source)).toEqual({ value: language, method: 'letters of the text' });
});

test('a page that names another language than that of its text is not believed', async () => {
  const words = 'Kommunen beslutade i tisdags att stänga det gamla badet, och ingen vet ännu vad som ska hända med huset efteråt.';
  const page = `<!doctype html><html lang="en"><title>Badet</title><article><h1>Badet</h1><p>${words}</p><p>${words}</p><p>${words}</p></article></html>`;
  expect(await languageOf(page, 'badet.html')).toEqual({ value: 'sv', method: 'letters of the text' });
});

test('what a short text says of its language itself is believed', async () => {
  const page = `<!doctype html><html lang="nn"><title>Badet</title><article><h1>Badet</h1><p>Kommunen beslutade i tisdags att stänga det gamla badet, och ingen vet ännu vad som ska hända.</p></article></html>`;
  expect((await languageOf(page, 'badet.html'))?.value).toBe('nn');
});

test('too little to tell is not guessed', async () => expect(await languageOf('Pool closed.')).toBe(undefined));
