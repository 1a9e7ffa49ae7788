import type { TextLink } from '../../../shared/domain/entities.ts';
import { raised } from './raised.ts';

/** A paragraph as its words come in, with the links among them. */
export interface OpenParagraph {
  add(text: string): void;
  /** Words that stand higher than those around them. */
  addRaised(text: string): void;
  /** What comes until `closeLink` leads there; null for a link that leads to no address. One inside another counts as part of it. */
  openLink(address: string | null): void;
  closeLink(): void;
  /** Ends the paragraph. A link that is open goes on in the next one. */
  take(): { text: string; links: TextLink[] };
}

export function createParagraph(): OpenParagraph {
  let parts: string[] = [];
  let length = 0;
  let links: TextLink[] = [];
  let depth = 0;
  let open: { from: number; address: string | null } | null = null;

  function endLink(): void {
    if (open && open.address !== null && length > open.from) links.push({ start: open.from, end: length, address: open.address });
  }
  function add(text: string): void {
    parts.push(text);
    length += text.length;
  }
  return {
    add,
    addRaised: (text) => add(raised(parts.at(-1) ?? '', text)),
    openLink(address) {
      if (depth++ === 0) open = { from: length, address };
    },
    closeLink() {
      if (depth === 0 || --depth > 0) return;
      endLink();
      open = null;
    },
    take() {
      endLink();
      if (open) open.from = 0;
      const taken = { text: parts.join(''), links };
      parts = [];
      length = 0;
      links = [];
      return taken;
    },
  };
}
