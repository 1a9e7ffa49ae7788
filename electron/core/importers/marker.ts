/** How a list writes its numbers. */
export type NumberForm = 'decimal' | 'padded' | 'lower-letter' | 'upper-letter' | 'lower-roman' | 'upper-roman';

/** UTF-16 units. */
const longest = 40;
const lastRoman = 3_999;
const romans = Object.entries({ m: 1000, cm: 900, d: 500, cd: 400, c: 100, xc: 90, l: 50, xl: 40, x: 10, ix: 9, v: 5, iv: 4, i: 1 });

/** A number as a list writes it. What a form has no sign for is written in digits. */
export function numeral(number: number, form: NumberForm): string {
  if (form === 'padded') return String(number).padStart(2, '0');
  if (form === 'decimal' || number < 1) return String(number);
  const written = form.endsWith('letter') ? letters(number) : number > lastRoman ? String(number) : roman(number);
  return form.startsWith('upper') ? written.toUpperCase() : written;
}

/** a to z, then aa to zz. */
function letters(number: number): string {
  const [before, last] = [Math.floor((number - 1) / 26), (number - 1) % 26];
  return (before > 0 ? letters(before) : '') + String.fromCharCode(97 + last);
}

function roman(number: number): string {
  let written = '';
  let left = number;
  for (const [sign, worth] of romans) for (; left >= worth; left -= worth) written += sign;
  return written;
}

/** What numbering puts before a block, as it is kept with it; undefined where that is no number. */
export function markerOf(shown: string): string | undefined {
  const marker = shown.replaceAll(/\s+/g, ' ').trim();
  return /[\p{L}\p{N}]/u.test(marker) && marker.length <= longest ? marker : undefined;
}

/** The same of what may as well be a bullet: some fonts draw single letters as such. */
export function markerOrBullet(shown: string): string | undefined {
  const marker = markerOf(shown);
  return marker !== undefined && (/\p{N}/u.test(marker) || /^[([]?\p{L}{1,8}[.):\]]/u.test(marker)) ? marker : undefined;
}
