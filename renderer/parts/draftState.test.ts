import { describe, expect, it } from 'vitest';
import { isReadyToSave, isUnsaved, nextDraft, startDraft, type DraftEvent, type DraftState } from './draftState.ts';

const after = (state: DraftState, ...events: DraftEvent[]): DraftState => events.reduce(nextDraft, state);
const start = startDraft('Rain fell.', 7);

describe('a draft', () => {
  it('is saved on the newest revision it has seen, save after save', () => {
    const first = after(start, { type: 'typed', text: 'Rain fell hard.' }, { type: 'sent' });
    expect(first.sent).toEqual({ text: 'Rain fell hard.', revision: 7 });
    const second = after(
      first,
      { type: 'typed', text: 'Rain fell hard all day.' },
      { type: 'saved', value: 'Rain fell hard.', revision: 8 },
      { type: 'sent' },
    );
    expect(second.sent).toEqual({ text: 'Rain fell hard all day.', revision: 8 });
  });

  it('sends nothing while a save is on its way', () => {
    const sending = after(start, { type: 'typed', text: 'a' }, { type: 'sent' }, { type: 'typed', text: 'ab' });
    expect(isReadyToSave(sending)).toBe(false);
    expect(isUnsaved(sending)).toBe(true);
    expect(isReadyToSave(after(sending, { type: 'saved', value: 'a', revision: 8 }))).toBe(true);
  });

  it('follows the row while nothing is typed', () => {
    expect(after(start, { type: 'row', value: 'Snow fell.', revision: 9 })).toMatchObject({ text: 'Snow fell.', revision: 9 });
  });

  it('does not go back to a row that was overtaken', () => {
    const saved = after(start, { type: 'typed', text: 'New' }, { type: 'sent' }, { type: 'saved', value: 'New', revision: 8 });
    expect(after(saved, { type: 'row', value: 'Rain fell.', revision: 7 })).toEqual(saved);
  });

  it('goes on when another field of the row was changed', () => {
    const typed = after(start, { type: 'typed', text: 'Mine' }, { type: 'row', value: 'Rain fell.', revision: 9 });
    expect(typed).toMatchObject({ text: 'Mine', revision: 9, theirs: null });
    expect(isReadyToSave(typed)).toBe(true);
  });

  it('keeps both texts when the same field was changed elsewhere, and waits for a choice', () => {
    const conflict = after(start, { type: 'typed', text: 'Mine' }, { type: 'row', value: 'Theirs', revision: 9 });
    expect(conflict).toMatchObject({ text: 'Mine', theirs: 'Theirs' });
    expect(isReadyToSave(conflict)).toBe(false);

    const kept = after(conflict, { type: 'keep-mine' });
    expect(isReadyToSave(kept)).toBe(true);
    expect(after(kept, { type: 'sent' }).sent).toEqual({ text: 'Mine', revision: 9 });

    expect(after(conflict, { type: 'take-theirs' })).toEqual(startDraft('Theirs', 9));
  });

  it('waits for the newer row when its revision is refused, then goes on or asks', () => {
    const refused = after(start, { type: 'typed', text: 'Mine' }, { type: 'sent' }, { type: 'stale' });
    expect(isReadyToSave(refused)).toBe(false);
    expect(isReadyToSave(after(refused, { type: 'row', value: 'Rain fell.', revision: 9 }))).toBe(true);
    expect(after(refused, { type: 'row', value: 'Theirs', revision: 9 }).theirs).toBe('Theirs');
  });

  it('does not wait when the newer row came before the refusal', () => {
    const refused = after(
      start,
      { type: 'typed', text: 'Mine' },
      { type: 'sent' },
      { type: 'row', value: 'Rain fell.', revision: 9 },
      { type: 'stale' },
    );
    expect(isReadyToSave(refused)).toBe(true);
  });

  it('takes the arrival of its own words for what it is', () => {
    const echoed = after(
      start,
      { type: 'typed', text: 'Mine ' },
      { type: 'sent' },
      { type: 'row', value: 'Mine', revision: 8 },
      { type: 'saved', value: 'Mine', revision: 8 },
    );
    expect(echoed.theirs).toBeNull();
    expect(isUnsaved(echoed)).toBe(false);
    expect(echoed.text).toBe('Mine ');
    expect(after(echoed, { type: 'row', value: 'Mine', revision: 8 })).toEqual(echoed);
  });

  it('keeps the draft when the disk fails, and can be sent again', () => {
    const failed = after(start, { type: 'typed', text: 'Mine' }, { type: 'sent' }, { type: 'failed', message: 'The disk is full.' });
    expect(failed).toMatchObject({ text: 'Mine', failure: 'The disk is full.' });
    expect(isReadyToSave(failed)).toBe(true);
    const saved = after(failed, { type: 'sent' }, { type: 'saved', value: 'Mine', revision: 8 });
    expect(saved.failure).toBeNull();
  });

  it('follows an undo once it is saved', () => {
    const saved = after(start, { type: 'typed', text: 'Mine' }, { type: 'sent' }, { type: 'saved', value: 'Mine', revision: 8 });
    expect(after(saved, { type: 'row', value: 'Rain fell.', revision: 9 }).text).toBe('Rain fell.');
  });

  it('follows an undo that brought the older row back, and no answer that was overtaken', () => {
    const read = after(start, { type: 'row', value: 'Snow fell.', revision: 9 });
    const older = { type: 'row', value: 'Rain fell.', revision: 7 } as const;
    expect(after(read, older).text).toBe('Snow fell.');
    expect(after(read, { ...older, wentBack: true })).toEqual(start);
    const typing = after(read, { type: 'typed', text: 'Hail fell.' }, { ...older, wentBack: true });
    expect(typing).toMatchObject({ text: 'Hail fell.', theirs: 'Rain fell.' });
  });

  it('goes on with words typed before a crash, over the text that they were typed over', () => {
    const restored = after(start, { type: 'restored', text: 'Rain fell hard', moved: false });
    expect(restored).toMatchObject({ text: 'Rain fell hard', theirs: null });
    expect(isReadyToSave(restored)).toBe(true);
    expect(after(restored, { type: 'sent' }).sent).toEqual({ text: 'Rain fell hard', revision: 7 });
  });

  it('asks when the text that they were typed over is another by now', () => {
    const restored = after(start, { type: 'restored', text: 'Snow fell hard', moved: true });
    expect(restored).toMatchObject({ text: 'Snow fell hard', theirs: 'Rain fell.' });
    expect(isReadyToSave(restored)).toBe(false);
    expect(isReadyToSave(after(restored, { type: 'keep-mine' }))).toBe(true);
    expect(after(restored, { type: 'take-theirs' })).toEqual(start);
  });

  it('has nothing to go on with when those words were saved after all', () => {
    expect(after(start, { type: 'restored', text: 'Rain fell. ', moved: true })).toBe(start);
  });
});
