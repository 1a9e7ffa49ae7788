/** Not written yet: shows nothing. */
export function SettingsDialog() {
  return null;
}
