/** A mail of one part. */
export function mailOf({ type = 'text/plain; charset=utf-8', body }: { type?: string; body: string | Buffer }): Uint8Array {
  const head = `From: Ada Brandt <ada@port.example>\nTo: Tom Weller <tom@paper.example>\nSubject: The wall\nMessage-ID: <1@port.example>\nMIME-Version: 1.0\nContent-Type: ${type}\n\n`;
  return Buffer.concat([Buffer.from(head.replaceAll('\n', '\r\n')), Buffer.from(body)]);
}

/** A mail with text, HTML and a file. */
export function councilMail(): Uint8Array {
  const lines = [
    'From: =?utf-8?Q?J=C3=BCrgen_Ahlers?= <ahlers@council.example>',
    'To: Ada Brandt <ada@port.example>',
    'Date: Tue, 05 Mar 2024 23:30:00 -0800',
    'Subject: =?utf-8?Q?The_wall_=E2=80=93_an_answer?=',
    'Message-ID: <77@council.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=outer',
    '',
    '--outer',
    'Content-Type: multipart/alternative; boundary=inner',
    '',
    '--inner',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Dear Ms Brandt,',
    '--inner',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<div style=3D"display:none">Preview of the mail</div><p>Dear Ms Brandt,</p>=',
    '<p>the wall was <a href=3D"https://council.example/log?a=3D1&amp;b=3D2">inspected</a> in April.</p>=',
    '<blockquote>Was it ever inspected?</blockquote><img src=3D"https://track.example/pixel">',
    '--inner--',
    '--outer',
    'Content-Type: text/csv; name=log.csv',
    'Content-Disposition: attachment; filename=log.csv',
    'Content-Transfer-Encoding: base64',
    '',
    'ZGF5LGRlcHRo',
    '--outer--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
