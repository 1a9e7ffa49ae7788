import { inflateSync, constants } from 'node:zlib';
import { lookAtProgram } from './program.ts';

/** What the bytes of a PDF say of what its pages hide. */
export interface BytesLook {
  /** Some of its words may not be seen on their page. */
  mayHide: boolean;
  /** Its pictures: how much wider than high, and whether they hide all that is under them. */
  pictures: { shape: number; isSolid: boolean }[];
}

/** Bytes of one stream that are looked at; what unpacks to more is not the program of a page. */
const mostUnpacked = 8 * 1024 * 1024;
const streamBegins = Buffer.from('stream');
/** Before a stream: what its dictionary says is near. */
const dictionaryLength = 700;
const noProgram =
  /\/Subtype\s*\/(?:Image|Type1C|CIDFontType0C|OpenType|XML)|\/Length[123]\b|\/FunctionType|\/Type\s*\/(?:XRef|Metadata|EmbeddedFile)/;
/** Letters through a picture: a mask of its own, or being one. */
const seenThrough = /\/(?:SMask|Mask)|\/ImageMask\s+true/;
/** Layers that are shown where others are not (PDF 32000-1, table 99). */
const turnsLayers = /\/(?:AllOff|AnyOff|VE)\b/;
/** A page whose program stands in several streams. */
const severalPrograms = /\/Contents\s*\[\s*\d+\s+\d+\s+R\s*\d/;
/** Bytes. What lies over words as a program of its own is a bar or a stamp; longer ones are figures. */
const longestCover = 1_024;

/**
 * A cheap look at the bytes of a PDF: whether any of its pages may hold words that are not to be seen. It does not miss what it can unpack,
 * but for what a long part of a page of its own lies over; where it cannot, it says yes. What it says yes to is read twice as long.
 */
export function lookAtBytes(bytes: Uint8Array): BytesLook {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pictures: BytesLook['pictures'] = [];
  let mayHide = file.lastIndexOf('/Encrypt') >= 0 || (file.includes('/CropBox') && cutsPage(file.toString('latin1')));
  let several = false;
  /** Programs that paint and show no words, by whether they are parts that others call. */
  const covers = { ofPage: false, called: false };
  let callsAfterWords = false;
  for (let at = file.indexOf(streamBegins); at >= 0; at = file.indexOf(streamBegins, at + 6)) {
    if (file.toString('latin1', at - 3, at) === 'end') continue;
    const head = file.toString('latin1', Math.max(0, at - dictionaryLength), at);
    const dictionary = head.slice(head.lastIndexOf(' obj') + 1);
    if (/\/Subtype\s*\/Image/.test(dictionary)) notePicture(dictionary, pictures);
    if (mayHide || noProgram.test(dictionary)) continue;
    const start = at + 6 + (file[at + 6] === 13 ? 2 : 1);
    const program = programAt(file, start, dictionary);
    if (program === 'none') continue;
    if (program === null) {
      mayHide = true;
      continue;
    }
    if (/\/Type\s*\/ObjStm/.test(dictionary)) {
      const text = program.toString('latin1');
      mayHide = cutsPage(text) || turnsLayers.test(text);
      several ||= severalPrograms.test(text);
      continue;
    }
    const look = lookAtProgram(program);
    mayHide = look.hides;
    callsAfterWords ||= look.callsAfterWords;
    if (look.paints && !look.showsWords) {
      const isCalled = /\/Subtype\s*\/Form/.test(dictionary);
      if (!isCalled) covers.ofPage = true;
      else if (program.length <= longestCover) covers.called = true;
    }
  }
  mayHide ||= covers.called && callsAfterWords;
  mayHide ||= covers.ofPage && (several || saysNear(file, '/Contents', severalPrograms));
  mayHide ||= saysNear(file, '/OCMD', turnsLayers);
  return { mayHide, pictures };
}

/** Whether a file says something beside a name, in what is not packed. */
function saysNear(file: Buffer, name: string, what: RegExp): boolean {
  for (let at = file.indexOf(name); at >= 0; at = file.indexOf(name, at + name.length))
    if (what.test(file.toString('latin1', Math.max(0, at - 100), at + 200))) return true;
  return false;
}

function notePicture(dictionary: string, pictures: BytesLook['pictures']): void {
  const [width, height] = ['Width', 'Height'].map((name) => Number(new RegExp(String.raw`/${name}\s+(\d+)`).exec(dictionary)?.[1]));
  pictures.push({ shape: width! / height!, isSolid: !seenThrough.test(dictionary) });
}

/** The program in a stream: `none` where it is something else, null where it cannot be read. */
function programAt(file: Buffer, start: number, dictionary: string): Buffer | 'none' | null {
  const end = file.indexOf('endstream', start);
  const stream = file.subarray(start, end < 0 ? file.length : end);
  if (!/\/Filter/.test(dictionary)) return stream.subarray(0, mostUnpacked);
  const isPlain = /\/Filter\s*\[?\s*\/Fl(?:ateDecode)?\s*[\]/>]/.test(dictionary) && !/\/DecodeParms/.test(dictionary);
  if (!isPlain) return /\/(?:DCT|JPX|CCITTFax|JBIG2)Decode|\/Type\s*\/ObjStm/.test(dictionary) ? 'none' : null;
  try {
    // A stream may be cut short, or be followed by what does not belong to it.
    return inflateSync(stream, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostUnpacked });
  } catch {
    return null;
  }
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
