/** Not written yet: shows nothing. */
export function Importer() {
  return null;
}
