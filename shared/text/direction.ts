/** Letters of scripts that run from right to left, as they stand inside a class of a regular expression with the flag `u`. */
export const leftwardLetters = String.raw`\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}`;

/** What has a direction of its own: a letter, or one of the two marks for it. */
const strong = /[\p{L}\u200e\u200f]/u;
const leftward = new RegExp(`[\u200f${leftwardLetters}]`, 'u');

/** Whether a paragraph runs from right to left: its first strong character tells, as it tells a page (`dir="auto"`; UAX 9, P2). */
export function runsLeft(paragraph: string): boolean {
  const first = strong.exec(paragraph)?.[0];
  return first !== undefined && leftward.test(first);
}
