/** What is shown for a while: seconds from the start of the recording, and its lines as they are written. */
export interface Cue {
  start: number;
  end: number;
  lines: string[];
}

export interface CueFile {
  cues: Cue[];
  /** What stands in the head after WEBVTT, and its `Name: value` lines, names in small letters. */
  title: string;
  head: ReadonlyMap<string, string>;
  /** Notes to whoever edits the file, and the number of the cue before which each stands. */
  notes: { text: string; before: number }[];
}

const timing = /^[ \t]*((?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3})[ \t]*-->[ \t]*((?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3})(?:[ \t].*)?$/;

/**
 * Reads SRT and WebVTT by their lines with times, whatever stands around these: numbers that are missing, empty lines inside of what is
 * shown, or none between.
 */
export function readCues(source: string, isWebVtt: boolean): CueFile {
  const lines = source.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const file: CueFile = { cues: [], title: '', head: new Map(), notes: [] };
  let at = isWebVtt ? readHead(lines, file) : 0;
  while (at < lines.length) {
    const line = lines[at]!;
    const time = timing.exec(line);
    const cue = file.cues.at(-1);
    if (time) file.cues.push({ start: seconds(time[1]!), end: seconds(time[2]!), lines: [] });
    else if (isWebVtt && isBlank(lines[at - 1]) && /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(line)) {
      const end = endOfBlock(lines, at);
      const text = lines
        .slice(at, end)
        .join('\n')
        .replace(/^NOTE\s*/, '');
      if (line.startsWith('NOTE') && text !== '') file.notes.push({ text, before: file.cues.length });
      at = end;
      continue;
    } else if (cue && line.trim() !== '' && !isIdentifier(lines, at, isWebVtt)) cue.lines.push(line);
    at++;
  }
  return file;
}

function readHead(lines: readonly string[], file: { title: string; head: ReadonlyMap<string, string> }): number {
  file.title = (lines[0] ?? '').replace(/^WEBVTT[ \t]*(?:-[ \t]*)?/, '').trim();
  const end = endOfBlock(lines, 0);
  const entries = lines.slice(1, end).flatMap((line): [string, string][] => {
    const [, name, value] = /^([A-Za-z-]+):\s*(.+)$/.exec(line) ?? [];
    return name && value ? [[name.toLowerCase(), value.trim()]] : [];
  });
  file.head = new Map(entries);
  return end;
}

const isBlank = (line: string | undefined): boolean => (line ?? '').trim() === '';

function endOfBlock(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && !isBlank(lines[end]) && !(end > from && timing.test(lines[end]!))) end++;
  return end;
}

/** The number or name of the next cue: the line right above its times. */
function isIdentifier(lines: readonly string[], at: number, isWebVtt: boolean): boolean {
  const next = lines[at + 1];
  if (next === undefined || !timing.test(next)) return false;
  return /^\s*\d+\s*$/.test(lines[at]!) || (isWebVtt && isBlank(lines[at - 1]));
}

function seconds(time: string): number {
  const [whole, fraction = '0'] = time.split(/[.,]/);
  const sum = whole!.split(':').reduce((total, part) => total * 60 + Number(part), 0);
  return Math.round((sum + Number(`0.${fraction}`)) * 1_000) / 1_000;
}
