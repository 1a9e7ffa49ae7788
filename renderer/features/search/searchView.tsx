/** Not written yet: shows nothing. */
export function SearchView() {
  return null;
}
