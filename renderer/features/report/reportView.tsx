/** Not written yet: shows nothing. */
export function ReportView() {
  return null;
}
