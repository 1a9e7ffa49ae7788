import { expect, it } from 'vitest';
import { asWanted, useWantedShapes } from './wantedShapes.ts';

const passage = { id: 'a', ranges: [{ start: 0, end: 4 }], exact: 'Four', noteCount: 2 };
const wanted = () => asWanted(passage, useWantedShapes.getState().shapes);

it('a passage stands where it was put last until the disk has it, and nothing else of it is hidden', () => {
  const { want, settle } = useWantedShapes.getState();
  expect(wanted()).toBe(passage);
  want('a', { ranges: [{ start: 0, end: 9 }], exact: 'Four boat' });
  want('a', { ranges: [{ start: 0, end: 10 }], exact: 'Four boats' });
  expect(wanted()).toEqual({ id: 'a', ranges: [{ start: 0, end: 10 }], exact: 'Four boats', noteCount: 2 });
  settle('b');
  expect(wanted().exact).toBe('Four boats');
  settle('a');
  expect(wanted()).toBe(passage);
});

it('settling what nobody waits for changes nothing', () => {
  const before = useWantedShapes.getState().shapes;
  useWantedShapes.getState().settle('a');
  expect(useWantedShapes.getState().shapes).toBe(before);
});
