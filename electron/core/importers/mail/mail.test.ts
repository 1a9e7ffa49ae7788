import { expect, test } from 'vitest';
import { extract } from '../extract.ts';
import { councilMail, mailOf } from '../testing/message.ts';
import { readInWords } from '../testing/readInWords.ts';

const read = (bytes: Uint8Array) => readInWords({ name: 'letter.eml', bytes });

test('a mail is read from its HTML; who wrote it and what came with it is kept beside', async () => {
  const mail = await read(councilMail());
  expect(mail.lines).toEqual([
    'paragraph: Dear Ms Brandt,',
    'paragraph: the wall was inspected in April.',
    'quote: Was it ever inspected?',
  ]);
  expect(mail.links).toEqual([['inspected', 'https://council.example/log?a=1&b=2']]);
  expect(mail.leftOut).toEqual([
    [
      'page-header: From: Jürgen Ahlers <ahlers@council.example>',
      'To: Ada Brandt <ada@port.example>',
      'Date: Tue, 05 Mar 2024 23:30:00 -0800',
      'Subject: The wall – an answer',
      'Message id: <77@council.example>',
    ].join('\n'),
    'hidden: Preview of the mail',
    'attachment: log.csv (text/csv, 9 bytes)',
  ]);
  expect(mail.guesses).toMatchObject({
    title: { value: 'The wall – an answer', method: 'mail header Subject' },
    byline: { value: 'Jürgen Ahlers', method: 'mail header From' },
    published: { value: '2024-03-05', method: 'mail header Date' },
    address: { value: 'mid:77@council.example', method: 'mail header Message-ID' },
  });
});

test('without HTML its text is read, with quoted lines as quotes', async () => {
  const mail = await read(mailOf({ body: 'Yes.\n\n> Did the wall\n> hold?\n\nIt did not.\n-- \nAda' }));
  expect(mail.lines.slice(0, 2)).toEqual(['paragraph: Yes.', 'quote: Did the wall']);
  expect(mail.lines.join(' ')).toContain('It did not.');
});

test('flowed lines are joined, and letters of old encodings read', async () => {
  const type = 'text/plain; charset=iso-8859-1; format=flowed';
  const body = Buffer.from('The café was \nclosed all week.\n', 'latin1');
  expect((await read(mailOf({ type, body }))).lines).toEqual(['paragraph: The café was closed all week.']);
});

test('one that holds files and no words says so', async () => {
  const type = 'image/png\nContent-Disposition: attachment; filename=a.png\nContent-Transfer-Encoding: base64';
  expect(await extract({ name: 'a.eml', bytes: mailOf({ type, body: 'iVBORw0KGgo=' }) })).toMatchObject({ ok: false, reason: 'no-text' });
});

test('parts in parts are followed so far, and no further', async () => {
  const nested = (depth: number): Uint8Array => {
    const open = Array.from({ length: depth }, (_, level) => `--b${level}\nContent-Type: multipart/mixed; boundary=b${level + 1}\n\n`);
    return mailOf({ type: 'multipart/mixed; boundary=b0', body: `${open.join('')}--b${depth}\nContent-Type: text/plain\n\nDeep.\n` });
  };
  expect((await read(nested(40))).lines).toEqual(['paragraph: Deep.']);
  expect(await extract({ name: 'a.eml', bytes: nested(60) })).toMatchObject({ ok: false, reason: 'unsafe' });
});
