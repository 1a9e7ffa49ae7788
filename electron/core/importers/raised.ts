const raisedForms: ReadonlyMap<string, string> = new Map([
  ...Array.from('0123456789+-=()n', (sign, index) => [sign, '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'[index]!] as const),
  ['−', '⁻'],
  ['–', '⁻'],
]);

/**
 * Words that stand raised, as text without heights says them. After a figure a power or the mark of a note would read as more of that
 * figure: 10⁶ is not 106. Everything else stays as it is.
 */
export function raised(before: string, text: string): string {
  const signs = [...text.trim()];
  if (!/\p{Nd}$/u.test(before) || signs.length === 0 || !signs.some((sign) => /[0-9n]/.test(sign))) return text;
  if (signs.some((sign) => !raisedForms.has(sign))) return text;
  return text.replace(text.trim(), signs.map((sign) => raisedForms.get(sign)!).join(''));
}
