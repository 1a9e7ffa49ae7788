import { inflateSync, constants } from 'node:zlib';

/** Bytes of one stream that are looked at; what unpacks to more is not the program of a page. */
const mostUnpacked = 8 * 1024 * 1024;
const streamBegins = Buffer.from('stream');
/** Before a stream: what its dictionary says is near. */
const dictionaryLength = 700;
const noProgram =
  /\/Subtype\s*\/(?:Image|Type1C|CIDFontType0C|OpenType|XML)|\/Length[123]\b|\/FunctionType|\/Type\s*\/(?:XRef|Metadata|EmbeddedFile)/;
/** Set where letters are not to be seen. */
const invisibleMode = /(?:^|[\s\]>)])3\s+Tr\b/;
const number = String.raw`(?:0?\.9\d*|1(?:\.0*)?)`;
const none = String.raw`(?:0(?:\.0*)?|\.0+)`;
const white = new RegExp(
  String.raw`(?:^|\s)(?:${number}\s+g|${number}\s+${number}\s+${number}\s+(?:rg|scn?)|${number}\s+scn?|${none}\s+${none}\s+${none}\s+${none}\s+(?:k|scn?))(?=\s)`,
  'g',
);
/** What comes first after a colour was set: words in it, or the end of it. */
const usedOrOver = /(T[jJ]|['"])(?=\s|$)|(?<=\s)(?:g|rg|k|scn?|cs|Q)(?=\s|$)/g;

/**
 * A cheap look at the bytes of a PDF: whether any of its pages may hold words that are not to be seen. It does not miss what it can unpack;
 * where it cannot, it says yes. What it says yes to is read twice as long.
 */
export function mayHideWords(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.lastIndexOf('/Encrypt') >= 0 || (file.includes('/CropBox') && cutsPage(file.toString('latin1')))) return true;
  for (let at = file.indexOf(streamBegins); at >= 0; at = file.indexOf(streamBegins, at + 6)) {
    if (file.toString('latin1', at - 3, at) === 'end') continue;
    const head = file.toString('latin1', Math.max(0, at - dictionaryLength), at);
    const dictionary = head.slice(head.lastIndexOf(' obj') + 1);
    if (noProgram.test(dictionary)) continue;
    const start = at + 6 + (file[at + 6] === 13 ? 2 : 1);
    if (!/\/Filter/.test(dictionary)) {
      const end = file.indexOf('endstream', start);
      if (hides(file.toString('latin1', start, Math.min(end < 0 ? file.length : end, start + mostUnpacked)))) return true;
    } else if (!/\/Filter\s*\[?\s*\/Fl(?:ateDecode)?\s*[\]/>]/.test(dictionary) || /\/DecodeParms/.test(dictionary)) {
      if (!/\/(?:DCT|JPX|CCITTFax|JBIG2)Decode/.test(dictionary) && !/\/Type\s*\/ObjStm/.test(dictionary)) return true;
    } else {
      const program = unpack(file, start);
      if (program === null || hides(program)) return true;
    }
  }
  return false;
}

function unpack(file: Buffer, start: number): string | null {
  const end = file.indexOf('endstream', start);
  try {
    // A stream may be cut short, or be followed by what does not belong to it.
    const finishFlush = constants.Z_SYNC_FLUSH;
    return inflateSync(file.subarray(start, end < 0 ? file.length : end), { finishFlush, maxOutputLength: mostUnpacked }).toString(
      'latin1',
    );
  } catch {
    return null;
  }
}

function hides(program: string): boolean {
  if (invisibleMode.test(program) || cutsPage(program)) return true;
  for (const { index, 0: set } of program.matchAll(white)) {
    usedOrOver.lastIndex = index + set.length;
    if (usedOrOver.exec(program)?.[1]) return true;
  }
  return false;
}

/** Whether pages show less than they hold: their one box differs from the other. */
function cutsPage(objects: string): boolean {
  if (!objects.includes('/CropBox')) return false;
  const boxes = (name: string): string[] =>
    [...objects.matchAll(new RegExp(String.raw`/${name}\s*(\[[^\]]*\]|\d+\s+\d+\s+R)`, 'g'))].map(([, box]) =>
      (box!.match(/-?[\d.]+/g) ?? []).map((side) => Number(side).toFixed(1)).join(' '),
    );
  const whole = new Set(boxes('MediaBox'));
  return boxes('CropBox').some((box) => !whole.has(box));
}
