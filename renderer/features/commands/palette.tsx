/** Not written yet: shows nothing. */
export function Palette() {
  return null;
}
