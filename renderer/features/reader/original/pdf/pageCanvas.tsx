import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../../../../ui/button.tsx';
import classes from './pdf.module.css';
import type { LaidWords } from '../../../../../shared/text/original/layWords.ts';
import type { PageArea } from '../../../../../shared/text/original/onPage.ts';
import type { PdfFailure } from './messages.ts';
import { PdfError, type PdfFile } from './pdfFile.ts';
import { fillWordLayer } from './wordLayer.ts';

/** Pixels of one page: more than that is drawn no sharper. */
const pixelsAtMost = 16_000_000;
/** CSS pixels a point at full size. */
const pixelsAPoint = 96 / 72;

interface PageCanvasProps {
  pdf: PdfFile;
  number: number;
  count: number;
  /** CSS pixels. */
  width: number;
  height: number;
  /** 1: as large as on paper. */
  zoom: number;
  areas: readonly PageArea[];
  /** They may be the wrong ones. */
  doubtful: boolean;
}

const failures: Readonly<Record<PdfFailure, string>> = {
  slow: 'This page took too long to draw, and was stopped.',
  failed: 'This page cannot be drawn.',
  damaged: 'This page cannot be drawn.',
  locked: 'This page cannot be drawn.',
};

/** One page in view; what was drawn is let go of with it. */
export const PageCanvas = memo(function PageCanvas({ pdf, number, count, width, height, zoom, areas, doubtful }: PageCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [failure, setFailure] = useState<PdfFailure | null>(null);
  const [attempts, setAttempts] = useState(0);
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    let isWanted = true;
    const sharpest = Math.sqrt(pixelsAtMost / Math.max(1, width * height));
    const scale = zoom * pixelsAPoint * Math.min(window.devicePixelRatio, sharpest);
    pdf
      .ask<'draw'>({ ask: 'draw', page: number, scale }, () => isWanted)
      .then(
        (bitmap) => {
          const element = canvas.current;
          if (!isWanted || !element) return bitmap.close();
          element.width = bitmap.width;
          element.height = bitmap.height;
          element.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
          setFailure(null);
          setDrawn(true);
        },
        (error: unknown) => isWanted && setFailure(error instanceof PdfError ? error.reason : 'failed'),
      );
    return () => {
      isWanted = false;
    };
  }, [pdf, number, zoom, width, height, attempts]);
  useEffect(() => {
    const element = canvas.current;
    return () => {
      // Freed now, not when the browser comes to it.
      if (element) element.width = element.height = 0;
    };
  }, []);
  const words = usePageWords(pdf, number);
  const name = `Page ${number} of ${count}`;
  return (
    <div
      role="group"
      aria-label={name}
      className={classes['page']}
      style={{ width, height }}
      data-page={number}
      data-drawn={isDrawn || undefined}
      data-paper
    >
      {/* Where its words are here, nobody needs to be told of the picture. */}
      <canvas ref={canvas} {...(words.length > 0 ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })} width={1} height={1} />
      <WordLayer words={words} number={number} scale={zoom * pixelsAPoint} />
      {isDrawn || failure ? null : <p className={classes['drawing']}>Drawing…</p>}
      {failure ? (
        <div className={classes['failure']} role="alert">
          <p>{failures[failure]}</p>
          <Button
            size="s"
            onPress={() => {
              setFailure(null);
              setAttempts(attempts + 1);
            }}
          >
            Try again
          </Button>
        </div>
      ) : null}
      {areas.map(({ left, top, width: wide, height: high }, index) => (
        <div
          key={index}
          className={classes['mark']}
          data-mark
          data-doubtful={doubtful || undefined}
          style={{ left: `${left * 100}%`, top: `${top * 100}%`, width: `${wide * 100}%`, height: `${high * 100}%` }}
        />
      ))}
    </div>
  );
});

/** The words of a page, once it is drawn; none where they cannot be read. */
function usePageWords(pdf: PdfFile, number: number): readonly LaidWords[] {
  const [words, setWords] = useState<readonly LaidWords[]>([]);
  useEffect(() => {
    let isWanted = true;
    pdf
      .ask<'words'>({ ask: 'words', page: number }, () => isWanted)
      .then(
        (read) => isWanted && setWords(read),
        () => undefined,
      );
    return () => {
      isWanted = false;
    };
  }, [pdf, number]);
  return words;
}

const WordLayer = memo(function WordLayer({ words, number, scale }: { words: readonly LaidWords[]; number: number; scale: number }) {
  const layer = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (layer.current) fillWordLayer(layer.current, words, scale);
  }, [words, scale]);
  return <div ref={layer} className={classes['words']} data-words={number} />;
});
