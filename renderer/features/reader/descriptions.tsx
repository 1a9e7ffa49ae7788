import { memo, startTransition, useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { Block } from '../../../shared/domain/entities.ts';
import { inWords } from './paint.ts';
import type { PassageStore } from './passageStore.ts';

/** The element that describes a passage, for the mark where it starts. */
export const descriptionId = (store: string, passageId: string): string => `${store}-${passageId}`;

interface DescriptionsProps {
  blocks: readonly Block[];
  passages: PassageStore;
}

/**
 * What each passage means, in words: never shown, but named by the marks as their details. Made once the text is on screen, and
 * block by block like it, so that a passage that is added costs one block.
 */
export const Descriptions = memo(function Descriptions({ blocks, passages }: DescriptionsProps) {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const waiting = requestIdleCallback(() => startTransition(() => setWanted(true)), { timeout: 2_000 });
    return () => cancelIdleCallback(waiting);
  }, []);
  if (!wanted) return null;
  return (
    <div hidden>
      {blocks.map((block, index) => (
        <OfBlock key={index} block={block} index={index} passages={passages} />
      ))}
    </div>
  );
});

const OfBlock = memo(function OfBlock({ block, index, passages }: { block: Block; index: number; passages: PassageStore }) {
  const slice = useSyncExternalStore(
    useCallback((listener: () => void) => passages.subscribeBlock(index, listener), [passages, index]),
    () => passages.slice(index),
  );
  return slice.passages
    .filter(({ ranges }) => ranges[0]!.start >= block.start && ranges[0]!.start < block.end)
    .map((passage) => (
      <span key={passage.id} id={descriptionId(passages.name, passage.id)}>
        {inWords(passage)}
      </span>
    ));
});
