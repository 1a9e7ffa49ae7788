import type { RawBlock } from '../../../../shared/text/normalise.ts';
import { decode } from '../decode.ts';
import { languageTag } from '../docx/properties.ts';
import { nameWithoutSuffix } from '../guess.ts';
import { mediaTypes } from '../mediaTypes.ts';
import type { Guesses, ImportResult } from '../parser.ts';
import type { SniffedFile } from '../sniff.ts';
import { readCues, type CueFile } from './cues.ts';
import { withoutRepeats } from './rolling.ts';
import { speechesIn, type Speech } from './speech.ts';

/** Subtitles and transcripts with times (SRT, WebVTT): turns of who says what, and when. */
export function importSubtitles({ name, bytes, mediaType }: SniffedFile): ImportResult {
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const file = readCues(decoded.text, mediaType === mediaTypes.vtt);
  const speeches = speechesIn(withoutRepeats(file.cues));
  const blocks = turnsOf(speeches);
  if (blocks.length === 0) return { ok: false, reason: 'empty' };
  const leftOut = file.notes.map(({ text, before }) => ({
    text,
    reason: 'comments' as const,
    before: blocks.filter((block) => block.time! < (file.cues[before]?.start ?? Number.POSITIVE_INFINITY)).length,
  }));
  return {
    ok: true,
    reading: { blocks, leftOut, guesses: guessesOf(file, nameWithoutSuffix(name)), encoding: decoded.encoding, extractor: 'subtitles/1' },
  };
}

/** Seconds of silence after which a new turn begins: after a whole sentence, and anywhere. */
const pause = { sentence: 1.5, anywhere: 4 };
/** UTF-16 units after which the end of a sentence ends a turn of one speaker. */
const longEnough = 500;

const endsSentence = (text: string): boolean => /[.!?…。！？]["”’»)\]]*$/u.test(text.trimEnd());

/** Joins what is shown in pieces into turns: of one speaker, up to a pause or, once they are long, the end of a sentence. */
function turnsOf(speeches: readonly Speech[]): RawBlock[] {
  const turns: { speech: Speech; speaker: string | undefined; parts: string[]; length: number; end: number }[] = [];
  for (const speech of speeches) {
    const last = turns.at(-1);
    const silence = last ? speech.start - last.end : 0;
    const isOther = speech.isNew && speech.speaker !== last?.speaker;
    const isUnnamedTurn = speech.isNew && speech.speaker === undefined;
    const ended = last ? endsSentence(last.parts.at(-1)!) : true;
    const goesOn =
      last && !isOther && !isUnnamedTurn && silence < pause.anywhere && !(ended && (silence > pause.sentence || last.length > longEnough));
    if (goesOn) {
      last.parts.push(speech.text);
      last.length += speech.text.length;
      last.end = speech.end;
      continue;
    }
    // Whoever spoke goes on after the end of a sentence, but after a silence it may be anybody.
    const carried = !speech.isNew && silence <= pause.sentence ? last?.speaker : undefined;
    turns.push({ speech, speaker: speech.speaker ?? carried, parts: [speech.text], length: speech.text.length, end: speech.end });
  }
  return turns.map(({ speech, speaker, parts }) => ({
    kind: 'transcript-turn',
    text: parts.join(' '),
    time: speech.start,
    ...(speaker === undefined ? {} : { speaker }),
  }));
}

/** Talk begins anywhere: the file's name says more of it than its first sentence. */
function guessesOf({ title, head }: CueFile, name: string): Guesses {
  const language = languageTag(head.get('language') ?? '');
  const [stated, method] = title === '' ? [name, 'file name'] : [title, 'title of the subtitles'];
  return {
    ...(stated === '' ? {} : { title: { value: stated.slice(0, 1_000), method } }),
    ...(language === null ? {} : { language: { value: language, method: 'language of the subtitles' } }),
    kind: { value: 'broadcast', method: 'subtitles of a recording' },
  };
}
