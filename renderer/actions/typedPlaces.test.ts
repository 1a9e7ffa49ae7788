import { expect, it } from 'vitest';
import { typedPlaces } from './typedPlaces.ts';

it('names each place once, by what the words are about, and leaves out what is only chosen', () => {
  const places = typedPlaces([
    'verdict:1:id',
    'verdict:1:rationale',
    'verdict:1:whatWouldChange',
    'note:claim:1:7~1a2b',
    'document:3:title~1a2b.3c',
    'paste:text',
    'sighting:5:venue~1a',
    'verdict:2:confidence',
    'citations:text',
    'citation-entry:1k3f:byline',
    'citation-entry:1k3f:title',
  ]);
  expect(places.map(({ name, about, show }) => [name, about?.id ?? null, show !== null])).toEqual([
    ['Verdict', '1', true],
    ['Note', '1', true],
    ['Article', '3', true],
    ['Article to be pasted', null, true],
    ['Sighting', null, false],
    ['Citations to be taken', null, true],
    ['Correction of a citation', null, true],
  ]);
});
