/** Not written yet: shows nothing. */
export function Start() {
  return null;
}
