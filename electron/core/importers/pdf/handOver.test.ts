import { expect, test } from 'vitest';
import { HandOver } from './handOver.ts';

const overheard = (port: HandOver, options?: { signal: AbortSignal }): unknown[] => {
  const messages: unknown[] = [];
  port.addEventListener('message', ({ data }) => void messages.push(data), options);
  return messages;
};

test('a message is handed over as it is, after what runs now', async () => {
  const port = new HandOver();
  const messages = overheard(port);
  const [first, second] = [{ data: [{ words: 'one' }] }, { data: null }];
  port.postMessage(first);
  port.postMessage(second);
  expect(messages).toEqual([]);
  await Promise.resolve();
  expect(messages).toEqual([first, second]);
  expect(messages[0]).toBe(first);
});

test('a piece of a page keeps its lists when the next one is gathered in them', async () => {
  const port = new HandOver();
  const messages = overheard(port);
  const words = { str: 'one' };
  const chunk = { items: [words], fnArray: [31], lastChunk: false };
  port.postMessage({ chunk });
  chunk.items = [];
  chunk.fnArray.length = 0;
  await Promise.resolve();
  expect(messages).toEqual([{ chunk: { items: [words], fnArray: [31], lastChunk: false } }]);
});

test('who stopped listening hears nothing', async () => {
  const port = new HandOver();
  const ending = new AbortController();
  const messages = overheard(port, { signal: ending.signal });
  ending.abort();
  port.postMessage({});
  await Promise.resolve();
  expect(messages).toEqual([]);
});
