import type { TextLink } from '../../shared/domain/entities.ts';
import { announce } from '../ui/announce.ts';
import { copyText } from '../ui/copyText.ts';
import { useWorkspace } from '../state/workspace.ts';
import type { Action, ActionContext } from './action.ts';

/** Where words of an article led, with those words. */
export interface LinkOfText {
  address: string;
  words: string;
}

/** The link that has this place in it, its end included; null for none. */
export function linkAt(text: string, links: readonly TextLink[], offset: number): LinkOfText | null {
  const touching = links.filter(({ start, end }) => start <= offset && offset <= end);
  const link = touching.find(({ end }) => offset < end) ?? touching[0];
  return link ? { address: link.address, words: text.slice(link.start, link.end) } : null;
}

/** The link at the caret of the article that is read. */
function linkHere({ workspace, handles: { reader } }: ActionContext): LinkOfText | null {
  return workspace.view === 'reader' && reader ? linkAt(reader.source.text, reader.source.links, reader.caretAt) : null;
}

/** Must be called while a key or button is pressed. */
export function copyAddress({ address }: LinkOfText): void {
  const { toast } = useWorkspace.getState();
  if (copyText(address)) announce('Link address copied.');
  else toast({ tone: 'failed', text: `The address could not be copied. It is ${address}` });
}

/** Whether a browser can be given the address; others, of mail, are copied. */
export const canOpen = ({ address }: LinkOfText): boolean => /^https?:/i.test(address);

/** Nothing is opened before the whole address was shown, and agreed to. */
export function askToOpen({ address, words }: LinkOfText): void {
  useWorkspace.getState().openDialog({ kind: 'open-link', address, words });
}

/** Gives an address to the browser of this machine. Only after the person agreed to this one address. */
export async function openAddress(address: string): Promise<void> {
  const { assayDesktop: desktop } = window;
  if (!desktop) return void window.open(address, '_blank', 'noopener,noreferrer');
  const failure = await desktop.openLink(address);
  if (failure) useWorkspace.getState().toast({ tone: 'failed', text: failure.message });
}

const noLink = 'There is no link at the caret.';

export const textLinkActions: Action[] = [
  {
    id: 'reader.copyLink',
    label: 'Copy link address',
    keys: ['y'],
    scope: 'reader',
    menu: 'Edit',
    group: 3,
    words: 'url href hyperlink clipboard',
    enabled: (context) => linkHere(context) !== null,
    excuse: () => noLink,
    run(context) {
      const link = linkHere(context);
      if (link) copyAddress(link);
    },
  },
  {
    id: 'reader.openLink',
    label: 'Open link in browser…',
    keys: ['Shift+y'],
    scope: 'reader',
    menu: 'Edit',
    group: 3,
    words: 'url href hyperlink visit web page',
    enabled(context) {
      const link = linkHere(context);
      return link !== null && canOpen(link);
    },
    excuse: () => noLink,
    run(context) {
      const link = linkHere(context);
      if (link) askToOpen(link);
    },
  },
];
