import { beforeEach, expect, test } from 'vitest';
import { useWorkspace } from './workspace.ts';

const { openDocument, closePane, setActivePane, reset } = useWorkspace.getState();
const panes = () => useWorkspace.getState().panes.map(({ documentId, slot }) => `${documentId}${slot}`);

beforeEach(reset);

test('a pane keeps its slot when the other one is closed, and a new one gets the other slot', () => {
  openDocument('a');
  openDocument('b', { beside: true });
  expect(panes()).toEqual(['a0', 'b1']);
  closePane(0);
  expect(panes()).toEqual(['b1']);
  openDocument('c', { beside: true });
  expect(panes()).toEqual(['b1', 'c0']);
  openDocument('d', { beside: true });
  expect(panes()).toEqual(['d1', 'c0']);
});

test('two views of one article: a place is gone to in the one that is read', () => {
  openDocument('a');
  openDocument('a', { beside: true, from: { versionId: 'v', top: 10, caret: 12 } });
  const [first, second] = useWorkspace.getState().panes;
  expect(panes()).toEqual(['a0', 'a1']);
  expect(second).toMatchObject({ from: { top: 10, caret: 12 }, target: null });
  openDocument('a', { passageId: 'p' });
  expect(useWorkspace.getState()).toMatchObject({ activePane: 1, panes: [first, { slot: 1, target: { passageId: 'p' } }] });
  setActivePane(0);
  openDocument('a', { passageId: 'q' });
  expect(useWorkspace.getState()).toMatchObject({ activePane: 0, panes: [{ target: { passageId: 'q' } }, { target: { passageId: 'p' } }] });
});
