/** Not written yet: shows nothing. */
export function ImportResults() {
  return null;
}
