/** Not written yet: shows nothing. */
export function ClaimInspector(_props: { claimId: string }) {
  return null;
}
