import type { DomNode } from '../dom.ts';

/** An object of JSON-LD, as far as anybody may trust it. */
export type LinkedData = Readonly<Record<string, unknown>>;

const longestScript = 2_000_000;
const deepest = 12;
const mostObjects = 2_000;

/** Every object that the JSON-LD in some scripts holds, lists, graphs and nested ones laid flat, in their order. */
export function linkedDataIn(scripts: readonly DomNode[]): LinkedData[] {
  const found: LinkedData[] = [];
  for (const script of scripts) {
    const source = script.textContent ?? '';
    if (source.length <= longestScript) flatten(parse(source), 0, found);
  }
  return found;
}

function parse(source: string): unknown {
  const json = source.replaceAll(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*;?\s*$/g, '');
  for (const attempt of [json, json.replaceAll(/[\u0000-\u001f]+/g, ' '), json.replace(/;\s*$/, '').replaceAll(/,\s*([}\]])/g, '$1')])
    try {
      return JSON.parse(attempt);
    } catch {
      // Pages write it by hand, with line breaks in strings and commas at ends.
    }
  return null;
}

function flatten(value: unknown, depth: number, found: LinkedData[]): void {
  if (depth > deepest || found.length >= mostObjects || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) flatten(item, depth + 1, found);
    return;
  }
  const object = value as LinkedData;
  if ('@type' in object || '@graph' in object) found.push(object);
  for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'hasPart', 'itemReviewed'])
    if (key in object) flatten(object[key], depth + 1, found);
}

/** The types of an object, without the address of their vocabulary. */
export function typesOf(object: LinkedData): string[] {
  const type = object['@type'];
  return (Array.isArray(type) ? type : [type]).filter((one) => typeof one === 'string').map((one) => one.replace(/^.*[/#:]/, ''));
}

/** The words of a property: a string, the name of an object, or those of several, each once. */
export function wordsOf(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (depth > 3 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return [...new Set(value.flatMap((one) => wordsOf(one, depth + 1)))];
  const object = value as LinkedData;
  return wordsOf(object['name'] ?? object['@value'] ?? object['@id'], depth + 1);
}

/** The first words of a property of an object that may not be there. */
export const said = (data: LinkedData | null, property: string): string | undefined => (data ? wordsOf(data[property])[0] : undefined);

const people = new Set(['author', 'creator', 'publisher']);

/** An object with the people whom it only refers to, where they stand beside it. */
export function withPeople(object: LinkedData, objects: readonly LinkedData[]): LinkedData {
  const byId = new Map(objects.map((one) => [one['@id'], one]));
  const follow = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(follow);
    const isReference = typeof value === 'object' && value !== null && !('name' in value) && '@id' in value;
    return isReference ? (byId.get(value['@id']) ?? value) : value;
  };
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, people.has(name) ? follow(value) : value]));
}
