import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';

/** Nothing is fetched and nothing runs, whatever the report's words are. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** In this order: later ones override earlier ones. The preview draws with the same, but for the page itself. */
export const reportStyles = ['page.css', 'base.css', 'front.css', 'claims.css', 'back.css', 'media.css'] as const;

/** A report as one HTML page that needs nothing else: style inside, no script, no reference to anything outside. */
export function reportHtml(tree: Element, title: string, resourcesDir: string): string {
  const style = reportStyles.map((name) => readFileSync(join(resourcesDir, 'report', name), 'utf8')).join('\n');
  const page = h('html', { lang: 'en' }, [
    h('head', [
      h('meta', { charSet: 'utf-8' }),
      h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'referrer', content: 'no-referrer' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('title', title),
      h('style', style),
    ]),
    h('body', [tree]),
  ]);
  return toHtml({ type: 'root', children: [{ type: 'doctype' }, page] });
}
