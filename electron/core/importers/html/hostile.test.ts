import { expect, test, vi } from 'vitest';
import { paragraphs, savedPage } from '../testing/webPages.ts';
import { extract } from '../extract.ts';

const article = paragraphs.map((words) => `<p>${words}</p>`).join('');
const around = (bomb: string): string => savedPage({ article: `${article}${bomb}` });

test('nothing is loaded and nothing is run', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'));
  const global = globalThis as { canary?: boolean };
  const active = `<script>globalThis.canary = true</script><img src=x onerror="globalThis.canary = true"><iframe src="https://canary.example/"></iframe>
    <link rel="stylesheet" href="https://canary.example/a.css"><object data="https://canary.example/o"></object><video src="https://canary.example/v" autoplay></video>
    <svg onload="globalThis.canary = true"><script>globalThis.canary = true</script></svg><meta http-equiv="refresh" content="0;url=https://canary.example/">`;
  const result = await extract({ name: 'page.html', bytes: new TextEncoder().encode(around(active)) });
  if (!result.ok) throw new Error(result.reason);
  expect(asked).not.toHaveBeenCalled();
  expect(global.canary).toBeUndefined();
  expect(result.extraction.text).not.toMatch(/canary|<|script/);
  asked.mockRestore();
});
