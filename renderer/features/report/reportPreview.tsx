import '../../../resources/report/base.css';
import '../../../resources/report/front.css';
import '../../../resources/report/claims.css';
import '../../../resources/report/back.css';
import '../../../resources/report/media.css';
import type { Nodes } from 'hast';
import { toJsxRuntime } from 'hast-util-to-jsx-runtime';
import { memo, useMemo, type ComponentProps } from 'react';
import { Fragment, jsx, jsxs } from 'react/jsx-runtime';
import { attempt } from '../../actions/run.ts';
import { useWorkspace } from '../../state/workspace.ts';

/** The report as it will be exported, drawn from the same tree. Nothing in it leads out of the window. */
export const ReportPreview = memo(function ReportPreview({ tree }: { tree: unknown }) {
  return useMemo(() => toJsxRuntime(tree as Nodes, { Fragment, jsx, jsxs, components: { a: PreviewLink } }), [tree]);
});

function PreviewLink({ href, children, ...props }: ComponentProps<'a'>) {
  return (
    <a
      {...props}
      href={href}
      {...(href?.startsWith('#') ? {} : { title: 'Copy the address' })}
      onClick={(event) => {
        event.preventDefault();
        if (!href) return;
        if (href.startsWith('#')) {
          const place = document.getElementById(href.slice(1));
          place?.setAttribute('tabindex', '-1');
          place?.focus({ preventScroll: true });
          place?.scrollIntoView({ block: 'start' });
        } else {
          void attempt(async () => {
            await navigator.clipboard.writeText(href);
            useWorkspace.getState().toast({ tone: 'done', text: 'Address copied' });
          });
        }
      }}
    >
      {children}
    </a>
  );
}
