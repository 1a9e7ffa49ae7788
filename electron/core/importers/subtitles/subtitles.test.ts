import { expect, test } from 'vitest';
import { extract } from '../extract.ts';
import { hearingSrt, hearingVtt } from '../testing/subtitles.ts';

async function read(name: string, source: string | Buffer) {
  const result = await extract({ name, bytes: Buffer.from(source) });
  if (!result.ok) throw new Error(result.reason);
  return result.extraction;
}
async function turns(source: string | Buffer, name = 'hearing.srt'): Promise<string[]> {
  const { text, blocks } = await read(name, source);
  return blocks.map(({ time, speaker, start, end }) => `${time} ${speaker ?? '–'}: ${text.slice(start, end)}`);
}

test('subtitles become turns with speaker and time, which are no part of the text', async () => {
  expect(await turns(hearingSrt)).toEqual([
    '1.2 CHAIR: The hearing is open. Ms Brandt, the wall fell in March?',
    '6.1 ADA BRANDT: It did. Nobody had looked at it since 1998.',
    '70 –: [papers rustle]',
    '72.6 –: Who signed?',
    '72.6 –: I did.',
  ]);
});

test('web subtitles name voices, title and language; notes are left out', async () => {
  expect(await turns(hearingVtt, 'hearing.vtt')).toEqual([
    '1.2 Chair: The hearing is open. Ms Brandt, the wall fell in March?',
    '6.1 Ada Brandt: It did & nobody had looked.',
  ]);
  const { guesses, leftOut } = await read('hearing.vtt', hearingVtt);
  expect(guesses).toMatchObject({
    title: { value: 'Hearing on the harbour wall', method: 'title of the subtitles' },
    language: { value: 'en-GB' },
    kind: { value: 'broadcast' },
  });
  expect(leftOut).toEqual([{ text: 'checked by hand', reason: 'comments', before: 0 }]);
});

test('captions that roll are read once, word for word', async () => {
  const lines = ['the wall was built', 'in nineteen hundred and four', 'and nobody knows', 'who paid for it'];
  const at = (seconds: number): string => `00:00:${seconds.toFixed(3).padStart(6, '0')}`;
  const cues = lines.flatMap((line, index) => {
    const start = index * 2;
    const [first, ...rest] = line.split(' ');
    const timed = `${first}${rest.map((word) => `<${at(start + 0.5)}><c> ${word}</c>`).join('')}`;
    return [
      `${at(start)} --> ${at(start + 1.99)}\n${lines[index - 1] ?? ' '}\n${timed}`,
      `${at(start + 1.99)} --> ${at(start + 2)}\n${line}\n `,
    ];
  });
  const { text } = await read('live.vtt', `WEBVTT\n\n${cues.join('\n\n')}\n`);
  expect(text).toBe(lines.join(' '));
});

test('captions that grow word by word are read once', async () => {
  const words = 'it fell on Tuesday night'.split(' ');
  const cues = words.map((_, index) => `00:00:0${index}.000 --> 00:00:0${index + 1}.000\n${words.slice(0, index + 1).join(' ')}`);
  expect((await read('live.vtt', `WEBVTT\n\n${cues.join('\n\n')}\n`)).text).toBe(words.join(' '));
});

test('what is said twice is said twice', async () => {
  const source =
    '1\n00:00:01,000 --> 00:00:02,000\nNo.\n\n2\n00:00:02,000 --> 00:00:03,000\nNo.\n\n3\n00:00:03,000 --> 00:00:04,000\nNever.\n';
  expect(await turns(source)).toEqual(['1 –: No. No. Never.']);
});

test('a colon makes no speaker, unless a name of ordinary letters comes again', async () => {
  const cue = (number: number, text: string): string => `${number}\n00:00:0${number},000 --> 00:00:0${number},900\n${text}\n`;
  expect(await turns([cue(1, 'Remember: it fell.'), cue(2, 'Result: nothing.')].join('\n'))).toEqual([
    '1 –: Remember: it fell. Result: nothing.',
  ]);
  expect(await turns([cue(1, 'Ada: It fell.'), cue(2, 'Tom: When?'), cue(3, 'Ada: In May.'), cue(4, 'Tom: I see.')].join('\n'))).toEqual([
    '1 Ada: It fell.',
    '2 Tom: When?',
    '3 Ada: In May.',
    '4 Tom: I see.',
  ]);
});

test('numbers that are missing, empty lines inside and none between lose no word', async () => {
  const source =
    '00:00:01,000 --> 00:00:02,000\nOne\n\ntwo\n2\n00:00:02,000 --> 00:00:03,000\n3 < 4 and <3\n00:00:03,0 --> 00:00:04,0\n1998\n';
  expect((await read('a.srt', `1\n${source}`)).text).toBe('One two 3 < 4 and <3 1998');
});

test('a hundred thousand cues take no time', async () => {
  const time = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(11, 23).replace('.', ',');
  const source = Array.from({ length: 100_000 }, (_, n) => `${n + 1}\n${time(n / 2)} --> ${time(n / 2 + 0.4)}\nWord ${n}.\n`).join('\n');
  const start = performance.now();
  await read('long.srt', source);
  expect(performance.now() - start).toBeLessThan(5_000);
});
