import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import '../../../../renderer/ui/tokens.css';
import { PassageStore } from '../../../../renderer/features/reader/passages/passageStore.ts';
import { Blocks } from '../../../../renderer/features/reader/text/blocks.tsx';
import type { Passage, TextRange } from '../../../../shared/domain/entities.ts';
import './textAlone.ts';

let store: PassageStore;
let passages: readonly Passage[] = [];

const passageAt = (id: string, range: TextRange): Passage => ({
  id,
  revision: 1,
  createdAt: '2025-03-04T12:00:00.000Z',
  updatedAt: '2025-03-04T12:00:00.000Z',
  documentId: 'document',
  versionId: 'version',
  ranges: [range],
  exact: '',
  prefix: '',
  suffix: '',
  waiting: false,
  skipReason: '',
  labelIds: [],
  noteCount: 0,
  sightings: [],
  evidence: [],
});
const unrated = (): null => null;
const noLabels: readonly [] = [];
const paint = (next: readonly Passage[]): void => {
  passages = next;
  store.update(passages, unrated, noLabels, null);
};

window.textAlone = {
  show({ text, blocks, ranges }) {
    store = new PassageStore(blocks);
    paint(ranges.map((range, index) => passageAt(`passage-${index}`, range)));
    createRoot(document.getElementById('text')!).render(
      createElement(Blocks, { text, blocks, passages: store, oddities: [], links: [], titled: false }),
    );
  },
  add(range) {
    const at = passages.findIndex(({ ranges }) => ranges[0]!.start > range.start);
    paint(passages.toSpliced(at, 0, passageAt('new', range)));
  },
  remove: () =>
    paint(
      passages.toSpliced(
        passages.findIndex(({ id }) => id === 'new'),
        1,
      ),
    ),
};
