import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Question, Reply } from './messages.ts';
import { deadlines, PdfFile } from './pdfFile.ts';

/** A thread that answers by hand. */
class FakeThread {
  static all: FakeThread[] = [];
  readonly asked: { id: number; question: Question }[] = [];
  ended = false;
  readonly hear: (reply: Reply) => void;
  readonly fail: () => void;

  constructor(hear: (reply: Reply) => void, fail: () => void) {
    this.hear = hear;
    this.fail = fail;
    FakeThread.all.push(this);
  }

  post(message: { id: number; question: Question }): void {
    this.asked.push(message);
  }

  end(): void {
    this.ended = true;
  }

  get latest(): Question {
    return this.asked.at(-1)!.question;
  }

  async answer(answer: unknown): Promise<void> {
    this.hear({ id: this.asked.at(-1)!.id, answer } as Reply);
    await settle();
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};
const opened = { pages: 3, sizes: [[595, 842]] };
const start = (): PdfFile => new PdfFile(new Blob(['%PDF']), (hear, fail) => new FakeThread(hear, fail));
const draw = (page: number) => ({ ask: 'draw', page, scale: 1 }) as const;
const reason = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'answered',
    (error: { reason: string }) => error.reason,
  );

beforeEach(() => {
  vi.useFakeTimers();
  FakeThread.all = [];
});
afterEach(() => {
  vi.useRealTimers();
});

test('one thing is asked at a time, words before pages, and what is no longer wanted is not asked', async () => {
  const pdf = start();
  void pdf.open();
  const [thread] = FakeThread.all as [FakeThread];
  expect(thread.latest.ask).toBe('open');
  await thread.answer(opened);
  const first = pdf.ask<'draw'>(draw(1));
  const passed = reason(pdf.ask<'draw'>(draw(2), () => false));
  const third = pdf.ask<'draw'>(draw(3));
  const found = pdf.ask<'find'>({ ask: 'find', parts: [] });
  await settle();
  expect(thread.asked.map(({ question }) => question.ask)).toEqual(['open', 'draw']);
  await thread.answer('page 1');
  expect(await first).toBe('page 1');
  expect(thread.latest.ask).toBe('find');
  await thread.answer('words');
  expect(await found).toBe('words');
  expect(thread.latest).toEqual(draw(3));
  await thread.answer('page 3');
  expect(await third).toBe('page 3');
  expect(await passed).toBe('failed');
});

test('a thread that takes too long is ended; the next question begins another one, which opens the file again', async () => {
  const pdf = start();
  void pdf.open();
  const [thread] = FakeThread.all as [FakeThread];
  await thread.answer(opened);
  const hung = reason(pdf.ask<'draw'>(draw(2)));
  const next = pdf.ask<'draw'>(draw(3));
  await settle();
  vi.advanceTimersByTime(deadlines.draw - 1);
  expect(thread.ended).toBe(false);
  vi.advanceTimersByTime(1);
  expect(thread.ended).toBe(true);
  expect(await hung).toBe('slow');
  await settle();
  const another = FakeThread.all[1]!;
  expect(another.latest.ask).toBe('open');
  // What the ended one still says is not heard.
  await thread.answer('page 2');
  await another.answer(opened);
  expect(another.latest).toEqual(draw(3));
  await another.answer('page 3');
  expect(await next).toBe('page 3');
});

test('a file that cannot be opened says so, each time', async () => {
  const pdf = start();
  const first = reason(pdf.open());
  const [thread] = FakeThread.all as [FakeThread];
  thread.hear({ id: thread.asked[0]!.id, failure: 'locked' });
  expect(await first).toBe('locked');
  expect(await reason(pdf.ask<'draw'>(draw(1)))).toBe('locked');
});

test('a thread that breaks down fails what it was asked; closing ends it for good', async () => {
  const pdf = start();
  void pdf.open();
  await FakeThread.all[0]!.answer(opened);
  const broken = reason(pdf.ask<'draw'>(draw(1)));
  await settle();
  FakeThread.all[0]!.fail();
  expect(await broken).toBe('failed');
  const again = reason(pdf.ask<'draw'>(draw(1)));
  await settle();
  pdf.close();
  expect(await again).toBe('failed');
  expect(FakeThread.all[1]!.ended).toBe(true);
  expect(await reason(pdf.ask<'draw'>(draw(1)))).toBe('failed');
  expect(FakeThread.all).toHaveLength(2);
});
