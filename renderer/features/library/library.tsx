/** Not written yet: shows nothing. */
export function Library() {
  return null;
}
