import { languageTag } from '../docx/properties.ts';
import { linkAddress } from '../html/address.ts';
import { dateOf } from '../html/metadata/dates.ts';
import type { Guesses } from '../parser.ts';
import { childrenOf, textOf, type XmlElement } from '../xml/xml.ts';

/** What the package of a book says of it. */
export function guessesOfBook(metadata: XmlElement | null): Guesses {
  const guesses: Guesses = {};
  const offer = (field: keyof Guesses, value: string | null | undefined, method: string): void => {
    if (value && !guesses[field]) guesses[field] = { value, method };
  };
  const all = (name: string): XmlElement[] => childrenOf(metadata, name).filter((element) => words(element) !== '');
  const writers = all('dc:creator').filter((element) => ['', 'aut'].includes(refinement(metadata, element, 'role')));
  offer('kind', 'book', 'EPUB');
  offer('title', titleOf(metadata, all('dc:title')).slice(0, 1_000), 'EPUB dc:title');
  offer('byline', (writers.length > 0 ? writers : all('dc:creator')).map(words).join(', ').slice(0, 500), 'EPUB dc:creator');
  offer('publisher', all('dc:publisher').map(words)[0]?.slice(0, 500), 'EPUB dc:publisher');
  const dates = all('dc:date');
  const published = dates.find(({ attributes }) => attributes.get('opf:event') === 'publication');
  const plain = dates.find(({ attributes }) => !attributes.has('opf:event'));
  offer('published', dateOf(words(published ?? plain)), 'EPUB dc:date');
  offer('modified', dateOf(words(dates.find(({ attributes }) => attributes.get('opf:event') === 'modification'))), 'EPUB dc:date');
  const modified = childrenOf(metadata, 'opf:meta').find(({ attributes }) => attributes.get('property') === 'dcterms:modified');
  offer('modified', dateOf(words(modified)), 'EPUB dcterms:modified');
  offer('language', all('dc:language').map((element) => languageTag(words(element)))[0], 'EPUB dc:language');
  for (const element of [...all('dc:identifier'), ...all('dc:source')]) {
    offer('address', isbnOf(words(element)), 'EPUB dc:identifier, an ISBN');
    offer('address', linkAddress(words(element), undefined), `EPUB ${element.name}`);
  }
  return guesses;
}

const words = (element: XmlElement | undefined): string => textOf(element).replaceAll(/\s+/g, ' ').trim();

/** What the package says about one of its own entries: an attribute in EPUB 2, an entry of its own in EPUB 3. */
function refinement(metadata: XmlElement | null, { attributes }: XmlElement, property: string): string {
  const id = attributes.get('id');
  const entry = childrenOf(metadata, 'opf:meta').find(
    (meta) => id !== undefined && meta.attributes.get('refines') === `#${id}` && meta.attributes.get('property') === property,
  );
  return (attributes.get(`opf:${property}`) ?? words(entry)).toLowerCase();
}

/** The main title, with its subtitle where there is one. */
function titleOf(metadata: XmlElement | null, titles: readonly XmlElement[]): string {
  const typed = (type: string): string => titles.filter((title) => refinement(metadata, title, 'title-type') === type).map(words)[0] ?? '';
  const [main, subtitle] = [typed('main') || words(titles[0]), typed('subtitle')];
  return subtitle && !main.includes(subtitle) ? `${main}: ${subtitle}` : main;
}

/** An ISBN as an address; null where it is none or its check digit is wrong. */
function isbnOf(identifier: string): string | null {
  const digits = identifier
    .replace(/^(?:urn:)?isbn:?\s*/i, '')
    .replaceAll(/[\s-]/g, '')
    .toUpperCase();
  const sum = (weights: (place: number) => number): number =>
    [...digits].reduce((total, digit, place) => total + (digit === 'X' ? 10 : Number(digit)) * weights(place), 0);
  const isThirteen = /^97[89]\d{10}$/.test(digits) && sum((place) => (place % 2 === 0 ? 1 : 3)) % 10 === 0;
  const isTen = /^\d{9}[\dX]$/.test(digits) && sum((place) => 10 - place) % 11 === 0;
  return isThirteen || isTen ? `urn:isbn:${digits}` : null;
}
