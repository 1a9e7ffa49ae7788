/** Not written yet: shows nothing. */
export function PassageInspector(_props: { passageId: string }) {
  return null;
}
