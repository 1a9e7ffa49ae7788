type AddressOf = (written: string) => string | null;

/** Anything in a value that could name something to load, however it is written. */
const mayLoad = /url|image|src|cross-fade|element\(|\\|expression|attr\(/i;
const justAddresses = /url\("((?:[^"\\]|\\.)*)"\)/g;

/**
 * Takes out of a declaration whatever would load, but for pictures that came along in the file. It works on what the browser understood,
 * not on what was written: no way of writing hides an address from it.
 */
export function cleanDeclaration(style: CSSStyleDeclaration, addressOf: AddressOf): void {
  for (const name of Array.from(style)) {
    const value = style.getPropertyValue(name);
    if (!mayLoad.test(value)) continue;
    const kept = name.startsWith('--') ? null : withKeptPictures(value, addressOf);
    if (kept === null) style.removeProperty(name);
    else style.setProperty(name, kept, style.getPropertyPriority(name));
  }
}

function withKeptPictures(value: string, addressOf: AddressOf): string | null {
  let isWhole = true;
  const kept = value.replaceAll(justAddresses, (_found, written: string) => {
    const address = /\\/.test(written) ? null : addressOf(written);
    if (address === null) isWhole = false;
    return `url("${address ?? ''}")`;
  });
  const rest = value.replaceAll(justAddresses, '');
  return isWhole && !mayLoad.test(rest) ? kept : null;
}

/** Takes out of a style sheet all that loads: faces, sheets that it imports, and pictures that did not come along. */
export function cleanRules(holder: CSSStyleSheet | CSSGroupingRule, addressOf: AddressOf): void {
  for (let index = holder.cssRules.length - 1; index >= 0; index--) {
    const rule = holder.cssRules[index]!;
    const { style, cssRules } = rule as Partial<CSSStyleRule>;
    const isLoading = /^@(?:import|font-face|namespace|property|counter-style)/i.test(rule.cssText);
    if (isLoading) {
      holder.deleteRule(index);
      continue;
    }
    if (style) cleanDeclaration(style, addressOf);
    if (cssRules && cssRules.length > 0 && 'deleteRule' in rule) cleanRules(rule as unknown as CSSGroupingRule, addressOf);
    else if (!style && /^@(?:-webkit-)?keyframes/i.test(rule.cssText)) cleanKeyframes(rule as CSSKeyframesRule, addressOf);
  }
}

function cleanKeyframes(rule: CSSKeyframesRule, addressOf: AddressOf): void {
  for (const frame of rule.cssRules) cleanDeclaration((frame as CSSKeyframeRule).style, addressOf);
}
