/**
 * What the library needs of its own: how East Asian fonts number their characters, and faces for PDFs that bring none. They come as
 * modules of this page, since its policy lets nothing be fetched in Electron.
 */
const tables = import.meta.glob<string>(
  ['/../node_modules/pdfjs-dist/cmaps/*.bcmap', '/../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}'],
  { query: '?url&inline', import: 'default' },
);

const byName = new Map(Object.entries(tables).map(([path, load]) => [path.slice(path.lastIndexOf('/') + 1), load]));

/** Gives the library its own tables, and nothing else that it or a PDF may name. */
export class OwnTables {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const load = kind === 'cMapUrl' || kind === 'standardFontDataUrl' ? byName.get(filename) : undefined;
    if (!load) throw new Error('Not among the tables.');
    const address = await load();
    return Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
  }
}
