import { expect, test } from 'vitest';
import { isOffer, phraseOf } from './phrases.ts';
import { zoneOf } from './zones.ts';

test.each([
  ['Read more: The mayor’s holiday house', 'related'],
  ['RELATED: Ferry line asks for money', 'related'],
  ['Lesen Sie auch: Fähre fällt aus', 'related'],
  ['Lire aussi : le bac est en panne', 'related'],
  ['ADVERTISEMENT', 'advertisement'],
  ['Story continues below advertisement', 'advertisement'],
  ['Sign up for our newsletter', 'notice'],
  ['Share on Facebook', 'sharing'],
  ['12 comments', 'comments'],
  ['Updated 4 March 2025, 10:15', 'byline'],
  ['Photo: N. Reed', 'byline'],
  ['Filed under: Town, Trams', 'navigation'],
  ['© 2025 Lowmere Courier', 'page-footer'],
])('“%s” is no line of an article', (line, reason) => expect(phraseOf(line)).toBe(reason));

test('an offer to send something is told also where it is a whole sentence', () => {
  expect(isOffer('Start your day with the Tram Letter, delivered to your inbox each morning.')).toBe(true);
  expect(isOffer('Twelve issues for £11.99. Click here for more information.')).toBe(true);
  expect(isOffer('The letters were delivered to the inbox of the mayor, the council said.')).toBe(false);
});

test.each([
  'Related costs rose as well, the council said.',
  'Reading more of the minutes changed her mind.',
  'Advertising in the sheds brought in a million a year.',
  'Subscribers of the baths were not asked.',
  'Sharing the halls was never an option, she said.',
  'Published minutes of the meeting say otherwise.',
  'The photo shows nobody who was there.',
  'Home is where the trams stand at night.',
  'Next week the council meets again.',
])('“%s” is one', (line) => expect(phraseOf(line)).toBeNull());

test.each([
  ['div', 'related-articles', 'related'],
  ['div', 'sidebar-left', 'related'],
  ['section', 'comments', 'comments'],
  ['div', 'ad-slot', 'advertisement'],
  ['div', 'cookie-banner', 'notice'],
  ['div', 'share-buttons', 'sharing'],
  ['ul', 'breadcrumbs', 'navigation'],
  ['div', 'byline', 'byline'],
  ['footer', '', 'page-footer'],
  ['nav', 'article-body', 'navigation'],
  ['div', 'post-1 type-post category-politics tag-trams', null],
  ['div', 'article-body has-sidebar', null],
  ['div', 'shadow-box', null],
  ['div', 'header-image', null],
  ['article', 'teaser', null],
  ['body', 'has-ads', null],
])('<%s class="%s"> is %s', (tag, names, zone) => expect(zoneOf({ tag, names, role: '' })).toBe(zone));
