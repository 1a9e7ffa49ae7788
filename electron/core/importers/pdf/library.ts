import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentLoadingTask } from 'pdfjs-dist';
import { HandOver } from './handOver.ts';

type Pdfjs = typeof import('pdfjs-dist');

/** Tables of how East Asian fonts number their characters: beside the bundle, or in the library's own folder. */
function characterMaps(): string {
  const beside = join(import.meta.dirname, 'cmaps');
  return existsSync(beside) ? beside : join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'cmaps');
}

/** Gives the library its own tables and nothing else: neither system fonts nor anything that a PDF names. */
class OwnFiles {
  static folder = characterMaps();

  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    if (kind !== 'cMapUrl' || !/^[\w-]+\.bcmap$/.test(filename)) throw new Error('Not among the tables.');
    return new Uint8Array(await readFile(join(OwnFiles.folder, filename)));
  }
}

let loaded: Promise<Pdfjs & { worker: InstanceType<Pdfjs['PDFWorker']> }> | null = null;

/** The library, both halves of it in this process: the parser may start neither threads nor processes. */
async function loadPdfjs(): NonNullable<typeof loaded> {
  loaded ??= (async () => {
    const { WorkerMessageHandler } = await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
    const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const port = new HandOver();
    WorkerMessageHandler.initializeFromPort(port);
    return { ...pdfjs, worker: pdfjs.PDFWorker.create({ port, verbosity: 0 }) };
  })();
  return loaded;
}

/** Numbers of the operators that pages are drawn with. */
export async function operatorNumbers(): Promise<Pdfjs['OPS']> {
  return (await loadPdfjs()).OPS;
}

/** Opens a PDF for reading its text: pictures are not decoded, forms are not run, nothing is fetched. Its bytes are copied. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentLoadingTask> {
  const { getDocument, worker } = await loadPdfjs();
  return getDocument({
    worker,
    data: new Uint8Array(bytes),
    verbosity: 0,
    BinaryDataFactory: OwnFiles,
    useWorkerFetch: false,
    cMapUrl: 'cmaps/',
    cMapPacked: true,
    useSystemFonts: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: 1,
    disableFontFace: true,
    // The names of fonts are among these; they alone say what is bold.
    fontExtraProperties: true,
    enableXfa: false,
    stopAtErrors: false,
  });
}
