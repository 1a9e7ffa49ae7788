import { useCallback, useEffect, useRef, useState } from 'react';
import { findQuoted } from '../../../../../shared/text/original/findQuoted.ts';
import { lettersOf, type Letters } from '../../../../../shared/text/original/letters.ts';
import { quotedParts } from '../../../../../shared/text/original/quotedParts.ts';
import { Empty } from '../../../../ui/empty.tsx';
import type { OriginalProps } from '../originalProps.ts';
import paneClasses from '../originalPane.module.css';
import { saidOfFound, sumOfFound } from '../said.ts';
import { showWords, type SelectedWords } from '../showWords.ts';
import { useOriginalHandle } from '../useOriginalHandle.ts';
import { buildPage, markTexts, unmark } from './buildPage.ts';
import { cleanPage } from './cleanPage.ts';
import { KeptPictures } from './pictures.ts';
import { readSavedPage } from './savedPage.ts';
import { cleanRules } from './styles.ts';
import baseStyle from './page.css?raw';
import classes from './web.module.css';

/** Larger pages than that are not laid out: their words are in the text, and the file can be saved. */
const largestPage = 12_000_000;
const policy = "default-src 'none'; img-src blob:";

interface Shown {
  document: Document;
  texts: Text[];
  letters: Letters;
}

/**
 * A saved web page as it looked, as far as it came along in its file. It stands in a frame in which no script runs; what is put there was
 * made element by element of what is allowed, holds no address but those of pictures in this page's own memory, and is under a policy
 * that loads nothing else.
 */
export function WebOriginal({ documentId, title, file, version, wanted, reader, onSaid }: OriginalProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let pictures: KeptPictures | null = null;
    let isShown = true;
    const show = async (): Promise<void> => {
      const page = await readSavedPage(file, version);
      const inside = frame.current?.contentDocument;
      if (!isShown || !inside) return;
      if (!page) return setProblem('No page was found in this file.');
      if (page.html.length > largestPage) return setProblem('This page is too large to be laid out here.');
      pictures = new KeptPictures(page);
      setShown(putInto(inside, page, pictures));
    };
    show().catch(() => isShown && setProblem('This page could not be laid out.'));
    return () => {
      isShown = false;
      pictures?.release();
      setShown(null);
      setProblem(null);
    };
  }, [file, version]);

  useEffect(() => {
    if (!shown) return;
    onSaid(null);
    if (!wanted || wanted.ranges.every(({ start, end }) => start === end)) return;
    const found = quotedParts(version.text, version.blocks, wanted.ranges).map((part) => findQuoted(shown.letters, part));
    const marks = markTexts(shown.texts, sumOfFound(found));
    marks[0]?.scrollIntoView({ block: 'center', inline: 'nearest' });
    const isHidden = marks[0] !== undefined && marks[0].getClientRects().length === 0;
    onSaid(isHidden ? 'These words stand on the page, at a place that it does not show.' : saidOfFound(sumOfFound(found), 'the page'));
    return () => unmark(shown.document);
  }, [shown, wanted, version, onSaid]);

  const show = useCallback(
    (keyboard: 'stays' | 'follows') => onSaid(showWords(reader, version, shown && selectedWords(shown.document), keyboard)),
    [reader, version, shown, onSaid],
  );
  useOriginalHandle({ documentId, version }, { focus: () => frame.current?.focus(), showInText: () => show('follows') });
  useInside(frame, shown, show);
  if (problem !== null)
    return (
      <div className={paneClasses['scroller']}>
        <Empty title="The page is not shown">{problem} The file is kept byte for byte, and can be saved.</Empty>
      </div>
    );
  return (
    <iframe
      ref={frame}
      title={`Page of ${title}`}
      sandbox="allow-same-origin"
      referrerPolicy="no-referrer"
      data-scope="original"
      className={classes['frame']}
    />
  );
}

function putInto(document: Document, page: NonNullable<Awaited<ReturnType<typeof readSavedPage>>>, pictures: KeptPictures): Shown {
  const addressOf = (written: string): string | null => pictures.addressOf(written);
  const { body, styles, language, direction } = cleanPage(page.html);
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = policy;
  document.head.replaceChildren(meta);
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
  const { content, texts } = buildPage(document, body, addressOf);
  document.body.replaceChildren(content);
  const Sheet = document.defaultView!.CSSStyleSheet;
  const sheets = styles.flatMap((style) => {
    const text = 'text' in style ? style.text : cssOf(page, style.address);
    if (text === null) return [];
    const sheet = new Sheet({ media: style.media });
    sheet.replaceSync(text);
    cleanRules(sheet, addressOf);
    return [sheet];
  });
  const base = new Sheet();
  base.replaceSync(baseStyle);
  document.adoptedStyleSheets = [...sheets, base];
  return { document, texts, letters: lettersOf(texts.map(({ data }) => data)) };
}

function cssOf(
  page: { partAt: (address: string) => { type: string; bytes: Uint8Array<ArrayBuffer> } | undefined },
  address: string,
): string | null {
  const part = page.partAt(address);
  return part?.type === 'text/css' ? new TextDecoder().decode(part.bytes) : null;
}

/** Keys pressed in the frame are those of the original: they are handed on to the window, which knows them. A double click shows its words. */
function useInside(
  frame: { readonly current: HTMLIFrameElement | null },
  shown: Shown | null,
  showInText: (keyboard: 'stays') => void,
): void {
  useEffect(() => {
    if (!shown) return;
    const handOn = (event: KeyboardEvent): void => {
      const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
      const copy = new KeyboardEvent('keydown', { key, code, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true });
      if (frame.current?.dispatchEvent(copy) === false) event.preventDefault();
    };
    const show = (): void => showInText('stays');
    shown.document.addEventListener('keydown', handOn);
    shown.document.addEventListener('dblclick', show);
    return () => {
      shown.document.removeEventListener('keydown', handOn);
      shown.document.removeEventListener('dblclick', show);
    };
  }, [frame, shown, showInText]);
}

/** What is selected, within the words of its block: these say which of several equal words are meant. */
function selectedWords(document: Document): SelectedWords | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const chosen = range.toString();
  const holder = range.startContainer.parentElement?.closest(blocksOfWords) ?? document.body;
  // Beside the words of a line, a double click selects its end.
  if (chosen.trim() === '') return { block: holder.textContent, start: 0, end: holder.textContent.length };
  if (!holder.contains(range.endContainer)) return { block: chosen, start: 0, end: chosen.length };
  const before = document.createRange();
  before.setStart(holder, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return { block: holder.textContent, start, end: start + chosen.length };
}

const blocksOfWords = 'p, li, dd, dt, td, th, blockquote, figcaption, caption, pre, h1, h2, h3, h4, h5, h6, div';
