import type { LeftOutReason } from '../../../../shared/domain/entities.ts';
import type { PageLine, PageLines } from './lines.ts';

/** What becomes of a line: kept as part of the article, or left out with a reason. */
export type Verdict = 'article' | LeftOutReason;

/** Tells the lines of the article from those of the page around it. */
export function judge({ lines }: PageLines, chosen: ReadonlySet<number>): Verdict[] {
  return lines.map((line) => (isChosen(line, chosen) ? 'article' : line.element.hidden ? 'hidden' : 'unproven'));
}

function isChosen(line: PageLine, chosen: ReadonlySet<number>): boolean {
  for (const holder of line.holders) if (chosen.has(holder)) return true;
  return false;
}
