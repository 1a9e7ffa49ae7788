/** Not written yet: shows nothing. */
export function ClaimsView() {
  return null;
}
