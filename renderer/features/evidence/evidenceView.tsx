/** Not written yet: shows nothing. */
export function EvidenceView() {
  return null;
}
