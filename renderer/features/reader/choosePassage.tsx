/** Not written yet: shows nothing. */
export function ChoosePassage(_props: { passageIds: string[] }) {
  return null;
}
