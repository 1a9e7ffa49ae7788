/** The numbers of RFC 3492. */
const [base, tMin, tMax, skew, damp, firstBias, firstCode] = [36, 1, 26, 38, 700, 72, 128];

/** A label of a host name in its own letters; the label itself where it is not written in punycode, or in broken one. */
export function labelInLetters(label: string): string {
  if (!/^xn--/i.test(label)) return label;
  const written = label.slice(4).toLowerCase();
  const split = written.lastIndexOf('-');
  const letters = Array.from(written.slice(0, Math.max(0, split)));
  let [code, at, bias] = [firstCode, 0, firstBias];
  for (let place = split + 1; place < written.length;) {
    const before = at;
    for (let weight = 1, step = base; ; step += base) {
      const digit = digitOf(written.charCodeAt(place++));
      if (digit < 0) return label;
      at += digit * weight;
      const threshold = Math.min(Math.max(step - bias, tMin), tMax);
      if (digit < threshold) break;
      weight *= base - threshold;
    }
    bias = adapted(at - before, letters.length + 1, before === 0);
    code += Math.floor(at / (letters.length + 1));
    at %= letters.length + 1;
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return label;
    letters.splice(at++, 0, String.fromCodePoint(code));
  }
  return letters.join('');
}

/** -1 for what is no digit, the end of the label included. */
function digitOf(code: number): number {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : -1;
}

function adapted(change: number, points: number, isFirst: boolean): number {
  let delta = isFirst ? Math.floor(change / damp) : change >> 1;
  delta += Math.floor(delta / points);
  let bias = 0;
  for (; delta > ((base - tMin) * tMax) >> 1; bias += base) delta = Math.floor(delta / (base - tMin));
  return bias + Math.floor(((base - tMin + 1) * delta) / (delta + skew));
}
