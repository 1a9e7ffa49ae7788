/** Not written yet: shows nothing. */
export function PasteArticle() {
  return null;
}
