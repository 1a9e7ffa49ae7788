import { book, lighthouseBook } from '../../../electron/core/importers/testing/book.ts';
import { councilMail } from '../../../electron/core/importers/testing/message.ts';
import { openDocument, quarryReport } from '../../../electron/core/importers/testing/openDocument.ts';
import { tramReport } from '../../../electron/core/importers/testing/richText.ts';
import { hearingSrt, hearingVtt } from '../../../electron/core/importers/testing/subtitles.ts';
import { savedMhtml, savedPage } from '../../../electron/core/importers/testing/webPages.ts';
import { harbourReport, wordDocument } from '../../../electron/core/importers/testing/wordDocument.ts';
import { column, writePdf } from '../../../electron/core/importers/testing/writePdf.ts';
import { zipOf } from '../../../electron/core/importers/testing/archives.ts';
import { damages } from '../damage.ts';
import { randomNumbers } from '../random.ts';
import { times, utf8 } from './file.ts';

/** A sound file of every format, by the name it would have. */
export const sound: Readonly<Record<string, () => Uint8Array>> = {
  'a.txt': () => utf8('A headline\n\nBy Iris Holm, 4 March 2025\n\nThe wall fell in March, says the port.\n'),
  'a.md': () =>
    utf8(
      '# A headline\n\nThe wall **fell** in [March](https://a.example).\n\n- one\n- two\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
    ),
  'a.html': () => utf8(savedPage()),
  'a.mhtml': () => savedMhtml(),
  'a.eml': () => councilMail(),
  'a.pdf': () =>
    writePdf([{ words: column(60, 80, ['The wall fell in March, says', 'the port.', '', 'It was built in 1998.']) }], {
      info: { Title: 'The wall' },
    }),
  'a.docx': () => wordDocument(harbourReport),
  'a.odt': () => openDocument(quarryReport),
  'a.epub': () => book(lighthouseBook),
  'a.rtf': () => utf8(tramReport),
  'a.srt': () => utf8(hearingSrt),
  'a.vtt': () => utf8(hearingVtt),
  'a.zip': () => zipOf({ 'a.txt': 'The wall fell in March.', 'b.html': savedPage() }),
};

export interface DamagedFile {
  what: string;
  name: string;
  bytes: Uint8Array;
}

/** Every format, cut off at eighths of its length; damaged so many times at places that the seed chooses; and as many files of chance alone. */
export function* damagedFiles(seed: number, rounds: number): Generator<DamagedFile> {
  const random = randomNumbers(seed);
  for (const [name, make] of Object.entries(sound)) {
    const bytes = Buffer.from(make());
    for (let eighth = 0; eighth < 8; eighth++)
      yield { what: `${name}, ${eighth} eighths of it`, name, bytes: bytes.subarray(0, Math.floor((bytes.length * eighth) / 8)) };
    const kinds = Object.entries(damages).filter(([, damage]) => damage !== damages['page']);
    for (let round = 0; round < rounds; round++) {
      const [kind, damage] = kinds[round % kinds.length]!;
      let damaged: Buffer = bytes;
      for (let more = 0; more <= round % 4; more++) damaged = bytes.length > 0 ? damage(damaged, random) : damaged;
      yield { what: `${name}, ${kind} ${round} of seed ${seed}`, name, bytes: damaged };
    }
    // Some keep the first bytes, by which they are told.
    for (let round = 0; round < Math.ceil(rounds / 8); round++) {
      const noise = Buffer.from(times(2_000, () => Math.floor(random() * 256)));
      yield {
        what: `${name}, noise ${round} of seed ${seed}`,
        name,
        bytes: round % 2 === 0 ? noise : Buffer.concat([bytes.subarray(0, 64), noise]),
      };
    }
  }
}
