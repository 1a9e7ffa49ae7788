import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { openPdf } from './library.ts';
import type { Answers, PageSize, PdfFailure, Question, Reply } from './messages.ts';
import { layWords, measureAt } from '../../../../../shared/text/original/layWords.ts';
import { lineAt, markOnPages, type Measure, type PageWords } from '../../../../../shared/text/original/onPage.ts';

/** Pages whose sizes come with the opening: what is seen first, and no wait for the rest. */
const sizesAtOnce = 12;
/** Pages whose words are kept. */
const wordsKept = 24;
/** Annotations are drawn as they look; none of them is made into something that can be pressed. */
const drawAnnotations = 1;

let file: PDFDocumentProxy | null = null;
const words = new Map<number, Promise<PageWords>>();

const ruler = new OffscreenCanvas(1, 1).getContext('2d')!;
const measure: Measure = (text, fontFamily) => {
  ruler.font = `${measureAt}px ${fontFamily}`;
  return ruler.measureText(text).width;
};

function opened(): PDFDocumentProxy {
  if (!file) throw new Error('Nothing is open.');
  return file;
}

async function withPage<Result>(number: number, work: (page: PDFPageProxy) => Promise<Result> | Result): Promise<Result> {
  const page = await opened().getPage(number);
  try {
    return await work(page);
  } finally {
    page.cleanup();
  }
}

async function sizes(from: number, to: number): Promise<PageSize[]> {
  const found: PageSize[] = [];
  for (let number = from; number <= to; number++)
    found.push(
      // A page that cannot be read has a place all the same.
      await withPage(number, (page): PageSize => {
        const { width, height } = page.getViewport({ scale: 1 });
        return [width, height];
      }).catch((): PageSize => found.at(-1) ?? [595, 842]),
    );
  return found;
}

async function draw(number: number, scale: number): Promise<ImageBitmap> {
  return withPage(number, async (page) => {
    const viewport = page.getViewport({ scale });
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
    const canvasContext = canvas.getContext('2d', { alpha: false })! as unknown as CanvasRenderingContext2D;
    await page.render({ canvas: null, canvasContext, viewport, annotationMode: drawAnnotations, background: '#ffffff' }).promise;
    return canvas.transferToImageBitmap();
  });
}

function wordsOf(number: number): Promise<PageWords> {
  const known = words.get(number);
  if (known) return known;
  const read = withPage(number, async (page): Promise<PageWords> => {
    const { width, height, transform } = page.getViewport({ scale: 1 });
    const { items, styles } = await page.getTextContent({ disableNormalization: true });
    return { number, width, height, view: transform, items: items.filter((item) => 'str' in item), styles };
  });
  words.set(number, read);
  for (const oldest of words.keys()) {
    if (words.size <= wordsKept) break;
    words.delete(oldest);
  }
  return read;
}

async function answer(question: Question): Promise<Answers[keyof Answers]> {
  switch (question.ask) {
    case 'open': {
      const task = await openPdf(new Uint8Array(await question.file.arrayBuffer()));
      file = await task.promise;
      return { pages: file.numPages, sizes: await sizes(1, Math.min(sizesAtOnce, file.numPages)) };
    }
    case 'sizes':
      return sizes(question.from, question.to);
    case 'draw':
      return draw(question.page, question.scale);
    case 'words':
      return layWords(await wordsOf(question.page), measure);
    case 'find': {
      const numbers = [...new Set(question.parts.flatMap(({ pages }) => pages))].filter((number) => number <= opened().numPages);
      return markOnPages(await Promise.all(numbers.map(wordsOf)), question.parts, measure);
    }
    case 'lineAt':
      return lineAt(await wordsOf(question.page), question.x, question.y, measure);
  }
}

function failureIn(question: Question, error: unknown): PdfFailure {
  if (error instanceof Error && error.name === 'PasswordException') return 'locked';
  return question.ask === 'open' ? 'damaged' : 'failed';
}

// The library speaks over the thread's own channel; what is asked here comes over another one.
self.addEventListener('message', ({ data, ports: [port] }: MessageEvent<unknown>) => {
  if (data !== 'ask here' || !port) return;
  port.addEventListener('message', ({ data: { id, question } }: MessageEvent<{ id: number; question: Question }>) => {
    answer(question).then(
      (given) => port.postMessage({ id, answer: given } satisfies Reply, given instanceof ImageBitmap ? [given] : []),
      (error: unknown) => port.postMessage({ id, failure: failureIn(question, error) } satisfies Reply),
    );
  });
  port.start();
});
