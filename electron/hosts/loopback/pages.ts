/** A short page of the server's own, without script or style, for whoever was not let in. */
export function plainPage(title: string, lines: readonly string[]): string {
  const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<h1>${escape(title)}</h1>
${lines.map((line) => `<p>${escape(line)}</p>`).join('\n')}
</html>
`;
}

/** Shown to a browser without a session: a spent link, or a tab that outlived the server which it belonged to. */
export const closedPage = plainPage('This link has been used, or Assay was started again', [
  'Each start of Assay prints a link that lets one browser in, once. Nothing was lost: the case is saved on this machine.',
  'For a new link, go to the terminal in which Assay runs and press Enter, or start it again with: assay serve',
]);
