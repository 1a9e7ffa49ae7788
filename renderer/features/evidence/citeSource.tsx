/** Not written yet: shows nothing. */
export function CiteSource(_props: { claimId: string }) {
  return null;
}
