import type { Block } from '../../../shared/domain/entities.ts';

/** What a style is for, as its name says. */
export interface StyleRole {
  kind: Block['kind'];
  level?: number;
}

/** “heading 1” as word processors call it in the languages they come in. */
const heading =
  /^(?:heading|header|überschrift|titre|título|titulo|titolo|kop|заголовок|nagłówek|rubrik|overskrift|cabeçalho|otsikko|nadpis|címsor|başlık|titlu|επικεφαλίδα|标题|標題|見出し|제목)\s*[_-]?\s*([1-9])$/u;

const roles: readonly [names: RegExp, role: StyleRole][] = [
  [/^(?:title|titel|titre|título|titulo|titolo|название|заголовок|tytuł|otsikko|標題|标题|表題|제목)$/u, { kind: 'heading', level: 1 }],
  [
    /^(?:caption|beschriftung|légende|legende|leyenda|didascalia|bijschrift|название объекта|legenda|illustration|drawing)$/u,
    { kind: 'caption' },
  ],
  [
    /^(?:block ?text|(?:block |intense )?quot(?:e|es|ations?)|(?:intensives )?zitat|citation(?: intense)?|cita(?: destacada)?|citazione(?: intensa)?|citaat|цитата(?: \d)?|cytat)$/u,
    { kind: 'quote' },
  ],
  [/^(?:html preformatted|html vorformatiert|preformatted text|source code|code|quellcode|macro(?: text)?|plain code)$/u, { kind: 'code' }],
];

/** What a paragraph style is for by its name, which may be localised or made by hand; null where the name says nothing. */
export function roleOfStyle(name: string): StyleRole | null {
  const plain = name.trim().toLowerCase().replaceAll('_20_', ' ');
  const level = heading.exec(plain)?.[1];
  if (level) return { kind: 'heading', level: Math.min(6, Number(level)) };
  return roles.find(([names]) => names.test(plain))?.[1] ?? null;
}
