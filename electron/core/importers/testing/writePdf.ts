/** Writes small PDFs for tests, so that each says in the test itself what stands where. Not for anything else: it knows four fonts. */

export interface Words {
  text: string;
  /** Points from the left, and of the base line from the top. */
  x: number;
  y: number;
  size?: number;
  bold?: boolean;
  /** In a font that does not tell which letters it draws for the bytes 0x81 and 0x8D. */
  mute?: boolean;
  /** In a font of any letters, each half as wide as it is high, given from left to right as they are drawn. */
  anyLetters?: boolean;
  /** Operators that stand before it: its colour, whether it is drawn at all. */
  drawn?: string;
  /** Degrees against the clock. */
  turned?: number;
  /** In a tagged PDF the paragraph that it belongs to: their order is that of reading, whatever is drawn first. */
  paragraph?: number;
  /** Of the layers of the file. */
  layer?: number;
}

/** What lies over the page: a form's field with its value, words typed onto it, a note beside it. */
interface LaidOver {
  kind: 'field' | 'choice' | 'tick' | 'password' | 'typed' | 'note';
  text: string;
  /** left, top, right, bottom */
  box: readonly [number, number, number, number];
  author?: string;
  hidden?: boolean;
}

interface PageOf {
  words: readonly Words[];
  /** Operators below and above the words, with `/Scan Do` for a picture, `/Veil Do` for one with a mask, `/Half gs` for half of the colour. */
  below?: string;
  above?: string;
  /** What is above stands in a stream of its own. */
  apart?: boolean;
  /** left, bottom, right, top: all that is shown of it. */
  crop?: readonly [number, number, number, number];
  over?: readonly LaidOver[];
  links?: readonly { address: string; /** left, top, right, bottom */ box: readonly [number, number, number, number] }[];
}

interface PdfOptions {
  /** Entries of the information dictionary. */
  info?: Readonly<Record<string, string>>;
  language?: string;
  /** Says that it wants a password: nothing in it is encrypted, but no reader will look. */
  asksForPassword?: boolean;
  /** Its words are tagged with the paragraphs that they belong to. */
  tagged?: boolean;
  /** Whether each of its layers is switched on. */
  layers?: readonly boolean[];
}

const width = 595;
const height = 842;
const literal = (text: string): string => `(${text.replaceAll(/[\\()]/g, '\\$&')})`;

/** Text in the encoding of the fonts: one byte a letter. */
const inWindows1252: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)), byte] as const),
);
const bytesOf = (text: string): string => [...text].map((letter) => String.fromCharCode(inWindows1252.get(letter) ?? 63)).join('');

export function writePdf(
  pages: readonly PageOf[],
  { info = {}, language, asksForPassword = false, tagged = false, layers = [] }: PdfOptions = {},
): Buffer {
  const objects: string[] = [];
  const add = (body: string): number => objects.push(body);
  const catalog = add('');
  const tree = add('');
  const plain = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  const bold = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>');
  const mute = add(
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [129 /old1 141 /old2] >> >>',
  );
  const drawn = new Set(pages.flatMap(({ words }) => words.flatMap(({ text, anyLetters }) => (anyLetters ? [...text] : []))));
  const codes = new Map([...drawn].map((letter, index) => [letter, index + 33] as const));
  const names = toUnicode(codes);
  const named = add(`<< /Length ${names.length} >>\nstream\n${names}\nendstream`);
  const any = add(
    `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 33 /LastChar ${32 + codes.size} /Widths [${[...codes].map(() => 500).join(' ')}] /ToUnicode ${named} 0 R >>`,
  );
  const scan = add(
    '<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 4 >>\nstream\n~~~~\nendstream',
  );
  const veil = pages.some(({ below = '', above = '' }) => (below + above).includes('/Veil'))
    ? add(
        `<< /Type /XObject /Subtype /Image /Width 2 /Height 3 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask ${scan} 0 R /Length 6 >>\nstream\n~~~~~~\nendstream`,
      )
    : scan;
  const groups = layers.map((_isOn, index) => add(`<< /Type /OCG /Name (Layer ${index}) >>`));
  const root = tagged ? add('') : 0;
  const paragraphs: { number: number; element: number }[] = [];
  const parents: string[] = [];
  const fields: number[] = [];
  const kids = pages.map(({ words, links = [], over = [], below = '', above = '', apart = false, crop }, index) => {
    const shown = words.map((one, id) => {
      const drawnWords = one.layer === undefined ? show(one, codes) : `/OC /L${one.layer} BDC\n${show(one, codes)}\nEMC`;
      return tagged ? `/P << /MCID ${id} >> BDC\n${drawnWords}\nEMC` : drawnWords;
    });
    const programs = apart ? [[below, ...shown], [above]] : [[below, ...shown, above]];
    const streams = programs.map((lines) => {
      const content = lines.join('\n');
      return `${add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)} 0 R`;
    });
    const annotations = links.map(({ address, box: [left, top, right, bottom] }) =>
      add(
        `<< /Type /Annot /Subtype /Link /Rect [${left} ${height - bottom} ${right} ${height - top}] /A << /S /URI /URI ${literal(address)} >> >>`,
      ),
    );
    for (const one of over) {
      const number = add(laidOver(one));
      annotations.push(number);
      if (one.kind !== 'typed' && one.kind !== 'note') fields.push(number);
    }
    const page = add('');
    if (tagged) {
      const elements = new Map<number, { element: number; ids: number[] }>();
      for (const [id, { paragraph = id }] of words.entries()) {
        const known = elements.get(paragraph) ?? { element: add(''), ids: [] };
        known.ids.push(id);
        elements.set(paragraph, known);
      }
      for (const [number, { element, ids }] of elements) {
        objects[element - 1] = `<< /Type /StructElem /S /P /P ${root} 0 R /Pg ${page} 0 R /K [${ids.join(' ')}] >>`;
        paragraphs.push({ number: index * 10_000 + number, element });
      }
      parents.push(`${index} [${words.map(({ paragraph }, id) => `${elements.get(paragraph ?? id)!.element} 0 R`).join(' ')}]`);
    }
    objects[page - 1] =
      `<< /Type /Page ${tagged ? `/StructParents ${index}` : ''} /Parent ${tree} 0 R /MediaBox [0 0 ${width} ${height}] ${crop ? `/CropBox [${crop.join(' ')}]` : ''} /Contents ${apart ? `[${streams.join(' ')}]` : streams[0]} /Resources << /Font << /F1 ${plain} 0 R /F2 ${bold} 0 R /F3 ${mute} 0 R /F4 ${any} 0 R >> /XObject << /Scan ${scan} 0 R /Veil ${veil} 0 R >> /ExtGState << /Half << /ca 0.5 >> >> /Properties << ${groups.map((group, at) => `/L${at} ${group} 0 R`).join(' ')} >> >> /Annots [${annotations.map((one) => `${one} 0 R`).join(' ')}] >>`;
    return page;
  });
  if (tagged) {
    const inOrder = paragraphs.toSorted((a, b) => a.number - b.number).map(({ element }) => `${element} 0 R`);
    const byPage = add(`<< /Nums [${parents.join(' ')}] >>`);
    objects[root - 1] = `<< /Type /StructTreeRoot /K [${inOrder.join(' ')}] /ParentTree ${byPage} 0 R >>`;
  }
  const layersThat = (which: (isOn: boolean) => boolean): string =>
    groups.flatMap((group, at) => (which(layers[at]!) ? [`${group} 0 R`] : [])).join(' ');
  const optional =
    layers.length === 0
      ? ''
      : `/OCProperties << /OCGs [${layersThat(() => true)}] /D << /ON [${layersThat((isOn) => isOn)}] /OFF [${layersThat((isOn) => !isOn)}] >> >>`;
  objects[catalog - 1] =
    `<< /Type /Catalog /Pages ${tree} 0 R ${language ? `/Lang ${literal(language)}` : ''} ${tagged ? `/MarkInfo << /Marked true >> /StructTreeRoot ${root} 0 R` : ''} ${fields.length > 0 ? `/AcroForm << /Fields [${fields.map((one) => `${one} 0 R`).join(' ')}] >>` : ''} ${optional} >>`;
  objects[tree - 1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`;
  const about = add(
    `<< ${Object.entries(info)
      .map(([key, value]) => `/${key} ${literal(bytesOf(value))}`)
      .join(' ')} >>`,
  );
  const secret = `<${'5a'.repeat(32)}>`;
  const lock = asksForPassword
    ? `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ${secret} /U ${secret} >> /ID [${secret} ${secret}]`
    : '';

  let file = '%PDF-1.7\n';
  const places = objects.map((body, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return place;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer << /Size ${objects.length + 1} /Root ${catalog} 0 R /Info ${about} 0 R ${lock} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** Says which letters the bytes of a font are (ISO 32000-1, 9.10.3). */
function toUnicode(codes: ReadonlyMap<string, number>): string {
  const hex = (units: Iterable<number>, digits: number): string =>
    Array.from(units, (unit) => unit.toString(16).padStart(digits, '0')).join('');
  const lines = [...codes].map(
    ([letter, code]) =>
      `<${hex([code], 2)}> <${hex(
        Array.from({ length: letter.length }, (_, at) => letter.charCodeAt(at)),
        4,
      )}>`,
  );
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def 1 begincodespacerange <00> <ff> endcodespacerange ${lines.length} beginbfchar ${lines.join(' ')} endbfchar endcmap end end`;
}

const kindsLaidOver: Readonly<Record<LaidOver['kind'], (text: string) => string>> = {
  field: (text) => `/Widget /FT /Tx /T (a) /V ${text}`,
  password: (text) => `/Widget /FT /Tx /Ff 8192 /T (p) /V ${text}`,
  choice: (text) => `/Widget /FT /Ch /T (c) /Opt [[(1) (Never)] [(2) ${text}]] /V (2)`,
  tick: (text) => `/Widget /FT /Btn /T (t) /V /${text.slice(1, -1)} /AS /${text.slice(1, -1)} /AP << /N << /Yes null /Off null >> >>`,
  typed: (text) => `/FreeText /DA (/F1 10 Tf 0 g) /Contents ${text}`,
  note: (text) => `/Text /Contents ${text}`,
};

function laidOver({ kind, text, box: [left, top, right, bottom], author, hidden = false }: LaidOver): string {
  const by = author === undefined ? '' : `/T ${literal(bytesOf(author))}`;
  return `<< /Type /Annot /Subtype ${kindsLaidOver[kind](literal(bytesOf(text)))} ${by} /F ${hidden ? 2 : 4} /Rect [${left} ${height - bottom} ${right} ${height - top}] >>`;
}

function show(
  { text, x, y, size = 10, bold = false, mute = false, anyLetters = false, drawn = '', turned = 0 }: Words,
  codes: ReadonlyMap<string, number>,
): string {
  const angle = (turned * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)].map((value) => value.toFixed(4));
  return `${drawn === '' ? '' : `q ${drawn} `}BT /${anyLetters ? 'F4' : mute ? 'F3' : bold ? 'F2' : 'F1'} ${size} Tf ${cos} ${sin} ${turned === 0 ? '0' : -Number(sin)} ${cos} ${x} ${height - y} Tm ${literal(anyLetters ? [...text].map((letter) => String.fromCharCode(codes.get(letter)!)).join('') : bytesOf(text))} Tj ET${drawn === '' ? '' : ' Q'}`;
}

/** Lines under each other, from `y` on; `x` may change from line to line. */
export function column(x: number, y: number, lines: readonly string[], { size = 10, leading = 12 } = {}): Words[] {
  return lines.map((line, index) => ({
    text: line.trimStart(),
    x: x + (line.length - line.trimStart().length) * 3,
    y: y + index * leading,
    size,
  }));
}
