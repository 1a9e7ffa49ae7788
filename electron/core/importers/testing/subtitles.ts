/** A hearing as subtitles (SRT). */
export const hearingSrt = `1
00:00:01,200 --> 00:00:03,900
CHAIR: The hearing is open.
Ms Brandt, the wall

2
00:00:04,000 --> 00:00:06,000
fell in <i>March</i>?

3
00:00:06,100 --> 00:00:09,000
ADA BRANDT: It did. Nobody
had looked at it since 1998.

4
00:01:10,000 --> 00:01:12,500
{\\an8}[papers rustle]

5
00:01:12,600 --> 00:01:14,000
- Who signed?
- I did.
`;

/** The same as web subtitles (WebVTT), with voices. */
export const hearingVtt = `WEBVTT - Hearing on the harbour wall
Kind: captions
Language: en-GB

STYLE
::cue { color: lime }

NOTE checked by hand

intro
00:01.200 --> 00:03.900 align:start position:10%
<v Chair>The hearing is open. <c.loud>Ms Brandt</c>, the wall

00:04.000 --> 00:06.000
<v Chair>fell in <00:05.000>March?</v>

00:06.100 --> 00:09.000
<v.first Ada Brandt>It did &amp; nobody had looked.
`;
