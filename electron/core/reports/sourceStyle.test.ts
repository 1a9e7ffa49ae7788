import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReportFormat, ReportOptions } from '../../../shared/contract/reports.ts';
import { testStyle } from '../citations/testing/styles.ts';
import { addArticle, testCore, type TestCore } from '../testing.ts';

let core: TestCore;
beforeEach(async () => {
  core = testCore();
  const { client, newId } = core;
  const article = await addArticle(core, 'The mayor said the bridge cost 40 million.', {
    title: 'The bridge & the <b>mayor</b>',
    publisher: 'Courier',
    published: '2025-03-05',
    accessed: '2025-03',
    byline: 'Ada van Brandt and Reuters',
    kind: 'article-newspaper',
    address: 'https://courier.example/bridge?a=1&b=2',
  });
  const claim = await client.claims.create({
    id: newId(),
    fields: { text: 'The bridge cost 40 million.' },
    sighting: {
      id: newId(),
      passage: { create: { id: newId(), documentId: article.documentId, anchor: article.anchor('the bridge cost 40 million') } },
    },
  });
  await client.evidence.create({
    id: newId(),
    claimId: claim.id,
    stance: 'supports',
    source: { citation: { title: 'Accounts', publisher: 'Town', address: '', published: '2024', accessed: null, quote: '39.8 million' } },
  });
});
afterEach(() => core.close());

const exported = async (format: ReportFormat, options: Partial<ReportOptions> = {}) => {
  const { file } = await core.client.reports.export({ format, ...options });
  return file.text();
};
const addStyle = async (xml: string) => (await core.client.citations.addStyle({ file: new File([xml], 'house.csl') })).id;

test('without a style the sources stand as they always did', async () => {
  const html = await exported('html');
  expect(html).toContain(
    '<bdi>Ada van Brandt and Reuters: </bdi><cite><bdi>The bridge &#x26; the &#x3C;b>mayor&#x3C;/b></bdi></cite>. Courier, 5 March 2025.',
  );
  expect(html).not.toContain('Set in the style');
});

test('a chosen style sets the entries; what it leaves out, and what proves the copy, stands beside them', async () => {
  const html = await exported('html', { citationStyle: 'apa' });
  expect(html).toContain('Set in the style “<bdi>APA, 7th edition</bdi>”');
  expect(html).toMatch(
    /van Brandt, A\. &#x26; Reuters\. \(2025, March 5\)\. The bridge &#x26; the &#x3C;b>mayor&#x3C;\/b>\. <em>Courier<\/em>\. <a class="address" href="https:\/\/courier\.example\/bridge\?a=1&#x26;b=2"/u,
  );
  expect(html).toMatch(/<p class="imprint">Newspaper article\. Accessed March 2025\.<\/p>/u);
  expect(html).toMatch(/SHA-256 of the original: <code>[0-9a-f]{64}/u);
  expect(html).toMatch(/<em>Accounts<\/em>/u);
  expect(html).toContain('Cited only: no copy is kept');
  // The numbers are those that the report refers by, whatever order and numbers the style has.
  const vancouver = await exported('html', { citationStyle: 'vancouver' });
  expect(vancouver).toMatch(/<li id="source-1" value="1"><p dir="auto">van Brandt A, Reuters\./u);
  expect(vancouver).toMatch(/<li id="source-2" value="2"><p dir="auto">Accounts\./u);
});

test('preview, HTML and Markdown say the same, and the same case says it twice the same', async () => {
  await core.client.citations.chooseStyle({ styleId: 'harvard' });
  const { tree } = await core.client.reports.preview({});
  expect(JSON.stringify(tree)).toContain('van Brandt, A. and Reuters');
  const markdown = await exported('md');
  expect(markdown).toContain('van Brandt, A. and Reuters');
  expect(markdown).toContain('_Courier_');
  expect(await exported('md')).toBe(markdown);
  expect(await exported('html')).toContain('van Brandt, A. and Reuters');
});

test('a loaded style cannot bring markup, scripts or addresses into a report', async () => {
  const id = await addStyle(
    testStyle({
      bibliography: `<bibliography><layout prefix="&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src='http://evil.example/x'&gt;" suffix="&lt;a href='javascript:1'&gt;go&lt;/a&gt;">
        <text variable="title" font-weight="bold" prefix="&lt;style&gt;*{display:none}&lt;/style&gt;"/></layout></bibliography>`,
    }),
  );
  const html = await exported('html', { citationStyle: id });
  expect(html).toContain('<strong>');
  expect(html).not.toMatch(/<script|<img|<style>\*|href="javascript|evil\.example\/x"/u);
});

test('a source that a style says nothing of stays as it is', async () => {
  const id = await addStyle(
    testStyle({ bibliography: '<bibliography><layout><text variable="container-title" font-style="italic"/></layout></bibliography>' }),
  );
  const html = await exported('html', { citationStyle: id });
  expect(html).toMatch(/<p dir="auto"><em>Courier<\/em><\/p>/u);
  expect(html).toContain('<cite><bdi>Accounts</bdi></cite>. Town, 2024.');
});

test('a style that is gone is told where it is asked for by name', async () => {
  await expect(core.client.reports.preview({ citationStyle: 'ieee' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
