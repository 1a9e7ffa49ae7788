import { expect, test } from 'vitest';
import { largestFile } from './decode.ts';
import { extract } from './extract.ts';

test('a file over 50 MB is refused before anything looks into it, whatever it is', async () => {
  const bytes = new Uint8Array(largestFile + 1).fill(0x20);
  bytes.set(Buffer.from('%PDF-1.7\n'));
  expect(await extract({ name: 'report.pdf', bytes })).toEqual({ ok: false, reason: 'too-large' });
  expect(await extract({ name: 'report.pdf', bytes: bytes.subarray(0, largestFile) })).not.toMatchObject({ reason: 'too-large' });
});
