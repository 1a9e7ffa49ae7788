import { expect, it } from 'vitest';
import { wordsAsText } from './wordsAsText.ts';

const at = '2026-11-12T14:02:00.000Z';

it('names the place of every text, and leaves out what is only chosen', () => {
  const text = wordsAsText('Harbour', [
    { key: 'verdict:1:rationale', text: 'Two gauges agree.\nSo it is.', at },
    { key: 'verdict:1:whatWouldChange', text: 'A third.', at },
    { key: 'verdict:1:confidence', text: 'moderate', at },
    { key: 'claim:0197:selectionReason~1a2b', text: 'Everybody repeats it.', at },
    { key: 'note:claim:0197:0198~1a2b.3c', text: 'Ask again.', at },
    { key: 'paste:text', text: ' ', at },
  ]);
  expect(text).toContain('Typed in the case “Harbour” and not yet part of it');
  expect(text).toContain('Two gauges agree.\nSo it is.');
  for (const place of ['Verdict, rationale', 'Verdict, what would change', 'Claim, selection reason', 'Note (typed'])
    expect(text).toContain(place);
  expect(text).not.toContain('moderate');
  expect(text).not.toContain('pasted');
});
