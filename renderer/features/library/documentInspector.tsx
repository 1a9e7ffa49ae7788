/** Not written yet: shows nothing. */
export function DocumentInspector(_props: { documentId: string }) {
  return null;
}
