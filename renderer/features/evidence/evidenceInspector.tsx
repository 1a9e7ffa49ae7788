/** Not written yet: shows nothing. */
export function EvidenceInspector(_props: { evidenceId: string }) {
  return null;
}
