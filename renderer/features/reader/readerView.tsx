/** Not written yet: shows nothing. */
export function ReaderView() {
  return null;
}
