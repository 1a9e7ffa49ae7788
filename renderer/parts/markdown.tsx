import { Children, type ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { attempt } from '../actions/run.ts';
import { useWorkspace } from '../state/workspace.ts';
import classes from './markdown.module.css';

/**
 * Markdown that people wrote, shown without reaching out: no HTML of its own, no image is loaded, and a link shows its
 * address and is copied, never opened.
 */
export function Markdown({ text }: { text: string }) {
  return (
    <div className={classes['markdown']}>
      <ReactMarkdown skipHtml remarkPlugins={[remarkGfm]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

function Link({ href, children }: { href?: string | undefined; children?: ReactNode }) {
  if (!href || href.startsWith('#')) return <span>{children}</span>;
  const words = Children.toArray(children).join('');
  return (
    <button
      type="button"
      className={classes['link']}
      title="Copy the address"
      onClick={(event) => {
        event.stopPropagation();
        void attempt(async () => {
          await navigator.clipboard.writeText(href);
          useWorkspace.getState().toast({ tone: 'done', text: 'Address copied' });
        });
      }}
    >
      {children}
      {words === href ? null : <span className={classes['address']}> ({href})</span>}
    </button>
  );
}

const Heading = ({ children }: { children?: ReactNode }) => <p className={classes['heading']}>{children}</p>;

const components: Components = {
  a: ({ href, children }) => <Link href={href}>{children}</Link>,
  img: ({ alt, src }) => <span className={classes['address']}>[image: {alt || (typeof src === 'string' ? src : '')}]</span>,
  input: ({ checked }) => <span>{checked ? '☑' : '☐'}</span>,
  // Headings of a note are no headings of the workbench: they would tear its outline.
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
  table: ({ children }) => (
    <div className={classes['scroll']}>
      <table>{children}</table>
    </div>
  ),
};
