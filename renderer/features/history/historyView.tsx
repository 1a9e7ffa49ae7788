/** Not written yet: shows nothing. */
export function HistoryView() {
  return null;
}
