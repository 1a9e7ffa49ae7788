import type { PDFDocumentLoadingTask } from 'pdfjs-dist';
import { limitBuffers } from '../../../../../shared/pdf/limitBuffers.ts';
import { OwnTables } from './tables.ts';

/** The library, both of its halves in this thread: ending the thread ends all that a PDF can do. */
async function load(): Promise<typeof import('pdfjs-dist')> {
  limitBuffers(largestBuffer);
  Object.assign(globalThis, { pdfjsWorker: await import('pdfjs-dist/legacy/build/pdf.worker.mjs') });
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

/** Pictures are drawn off the screen: the thread has no page to make them in. */
class OffscreenCanvases {
  create(width: number, height: number): { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D } {
    const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
    return { canvas, context: canvas.getContext('2d', { willReadFrequently: true })! };
  }

  reset({ canvas }: { canvas: OffscreenCanvas }, width: number, height: number): void {
    canvas.width = Math.max(1, width);
    canvas.height = Math.max(1, height);
  }

  destroy(made: { canvas: OffscreenCanvas | null; context: unknown }): void {
    if (made.canvas) made.canvas.width = made.canvas.height = 0;
    made.canvas = null;
    made.context = null;
  }

  getNoAlphaContext(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
    return canvas.getContext('2d', { alpha: false, willReadFrequently: true })!;
  }
}

const noFilter = (): string => 'none';

/** Filters are made of elements, which a thread has none of; what needs one is drawn without it. */
class NoFilters {
  addFilter = noFilter;
  addHCMFilter = noFilter;
  addAlphaFilter = noFilter;
  addLuminosityFilter = noFilter;
  addKnockoutFilter = noFilter;
  addHighlightHCMFilter = noFilter;
  addSelectionHCMFilter = noFilter;
  addSelectionFilter = noFilter;
  createSelectionStyle(): null {
    return null;
  }
  destroy(): void {
    // Nothing was made.
  }
}

/** Bytes: a picture scanned in colour, at its largest. What wants more at once is made to fill the memory. */
const largestBuffer = 256 * 1024 * 1024;
/** Pixels: what is larger is left out of a page rather than filling the memory. */
const largestPicture = 64_000_000;

/** Opens a PDF for drawing: its scripts, forms and links are not even read, and nothing is fetched but the library's own tables. */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>): Promise<PDFDocumentLoadingTask> {
  const { getDocument } = await load();
  return getDocument({
    data: bytes,
    verbosity: 0,
    // The thread stands for the document to which faces belong.
    ownerDocument: { fonts: (self as unknown as { fonts: FontFaceSet }).fonts } as unknown as HTMLDocument,
    CanvasFactory: OffscreenCanvases,
    FilterFactory: NoFilters,
    BinaryDataFactory: OwnTables,
    disableWorkerRendering: true,
    useWorkerFetch: false,
    useWasm: false,
    cMapUrl: 'cmaps/',
    cMapPacked: true,
    standardFontDataUrl: 'fonts/',
    wasmUrl: new URL('/picture-decoders/', self.location.href).href,
    useSystemFonts: false,
    enableXfa: false,
    maxImageSize: largestPicture,
    canvasMaxAreaInBytes: largestPicture * 4,
    stopAtErrors: false,
    disableAutoFetch: true,
    isEvalSupported: false,
  } as Parameters<typeof getDocument>[0]);
}
