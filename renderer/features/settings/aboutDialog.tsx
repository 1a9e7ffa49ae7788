/** Not written yet: shows nothing. */
export function AboutDialog() {
  return null;
}
