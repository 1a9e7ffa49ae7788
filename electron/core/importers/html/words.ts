/** Words of a text: letters of scripts without spaces count as half of one. */
export function countWords(text: string): number {
  const dense =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu)?.length ?? 0;
  const spaced = dense === 0 ? text.match(/[\p{L}\p{N}]+/gu) : text.match(/[A-Za-z0-9]+/g);
  return Math.round(dense / 2) + (spaced?.length ?? 0);
}
