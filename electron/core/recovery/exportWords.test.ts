import { existsSync } from 'node:fs';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { failingCase } from './testing.ts';

const bench = failingCase();

test('all words can be had as a text', async () => {
  await bench.fill();
  await bench.close();
  bench.overwrite(0, Buffer.alloc(4_096));
  await bench.failToOpen();
  const { file, losses } = await bench.client.recovery.export({ key: null });
  const text = await file.text();
  expect(losses).toBe(0);
  for (const part of [
    'Forty boats were damaged in Lowmere',
    'Two lists agree',
    'Ask the insurers',
    'Not finished yet',
    'gave way on Tuesday',
    'The harbour list says so',
  ])
    expect(text).toContain(part);
  expect(existsSync(bench.path)).toBe(true);
});

test('words are exported as they were written: paragraphs, Markdown, names instead of codes', async () => {
  await bench.fill();
  const {
    ids: [claimId],
  } = await bench.client.claims.ids({});
  const { client } = bench;
  const markdown = 'First **bold** thought.\n\n- one\n- two\n\n<script>alert(1)</script>\n\n![](https://pictures.example/a.png)';
  await client.notes.create({ id: uuid(), targetKind: 'claim', targetId: claimId!, markdown });
  const { revision } = await client.claims.get({ claimId: claimId! });
  await client.claims.update({
    claimId: claimId!,
    revision,
    fields: { status: 'ready', selectionReason: 'Widely shared.\nAsked for.\n\nTwice.' },
  });
  await client.drafts.keep({ key: `note:${claimId}`, text: 'A first line\nand a second\n\nA new paragraph' });
  await bench.close();
  bench.overwrite(0, Buffer.alloc(4_096));
  await bench.failToOpen();
  const text = await (await client.recovery.export({ key: null })).file.text();
  expect(text).not.toContain('&#xA;');
  expect(text).toContain('First **bold** thought.\n\n- one\n- two\n');
  expect(text).toContain('A first line\\\nand a second\n\nA new paragraph');
  expect(text).toContain('Status: Ready');
  expect(text).toContain('Why it is checked: Widely shared.\\\nAsked for.\n\nTwice.');
  expect(text).toContain('High confidence');
  expect(text).toContain('Evidence: Supports');
  for (const raw of ['<script>', '](https://pictures', 'Status: ready', 'Evidence: supports']) expect(text).not.toContain(raw);
});
