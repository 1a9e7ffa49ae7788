const words =
  'harbour wall storm council engineer report boat number minister record mayor figure survey budget crew night water bridge winter statement insurer damage repair family school street union worker season island'.split(
    ' ',
  );

/** Every other word of English prose, about: by them a reader tells the language. */
const joints = 'the of and to in a was for on with as by that at from has'.split(' ');

/** The same text on every machine and in every run: a small linear congruential generator picks the words. */
export function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export function sentence(pick: (below: number) => number): string {
  const length = 6 + pick(14);
  const one = (of: readonly string[]): string => of[pick(of.length)]!;
  const text = Array.from({ length }, (_, index) => one(index % 2 === 0 ? words : joints)).join(' ');
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

/** An article of about so many bytes, with a headline and paragraphs. */
export function articleText(index: number, bytes: number): string {
  const pick = generator(index + 1);
  let text = `date 2025-${String(1 + pick(12)).padStart(2, '0')}-${String(1 + pick(28)).padStart(2, '0')}\n\nArticle ${index}: ${sentence(pick)}\n`;
  while (text.length < bytes) text += `\n${Array.from({ length: 3 + pick(4) }, () => sentence(pick)).join(' ')}\n`;
  return text.slice(0, bytes);
}
