/** Not written yet: shows nothing. */
export function ShortcutsDialog() {
  return null;
}
