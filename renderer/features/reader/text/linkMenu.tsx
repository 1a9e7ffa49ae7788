import { Copy, ExternalLink } from 'lucide-react';
import { useEffect, useState, type RefObject } from 'react';
import { askToOpen, canOpen, copyAddress, linkAt, type LinkOfText } from '../../../actions/textLinks.ts';
import { MenuAt, MenuLines } from '../../../ui/menu.tsx';
import type { ReaderController } from '../controller.ts';

interface Shown {
  link: LinkOfText;
  x: number;
  y: number;
}

interface LinkMenuProps {
  controller: ReaderController;
  scroller: RefObject<HTMLElement | null>;
  caret: RefObject<HTMLElement | null>;
}

/** What can be done with the link under the pointer, or at the caret, as the menu of the place. */
export function LinkMenu({ controller, scroller, caret }: LinkMenuProps) {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    const view = scroller.current;
    if (!view) return;
    const onMenu = (event: MouseEvent): void => {
      const { text, links } = controller.source;
      const pointed = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-link]') : null;
      // By the keyboard it is asked for at the caret, and the event says nothing of that.
      const byKey = event.target === view && event.button !== 2;
      const offset = pointed ? Number(pointed.dataset['o']) : byKey ? controller.caretAt : null;
      const link = offset === null ? null : linkAt(text, links, offset);
      if (!link) return;
      event.preventDefault();
      const place = byKey ? caret.current?.getBoundingClientRect() : undefined;
      setShown({ link, x: place?.left ?? event.clientX, y: place?.bottom ?? event.clientY });
    };
    view.addEventListener('contextmenu', onMenu);
    return () => view.removeEventListener('contextmenu', onMenu);
  }, [controller, scroller, caret]);

  if (!shown) return null;
  const { link, x, y } = shown;
  const items = [
    { id: 'copy', label: 'Copy link address', keys: 'y', icon: <Copy /> },
    { id: 'open', label: 'Open link in browser…', keys: 'Shift+y', icon: <ExternalLink />, enabled: canOpen(link) },
  ];
  const choose = (id: string): void => {
    setShown(null);
    if (id === 'copy') copyAddress(link);
    else askToOpen(link);
  };
  return (
    <MenuAt x={x} y={y} onClose={() => setShown(null)}>
      <MenuLines label="Link" groups={[{ title: shortened(link.address), items }]} onChoose={choose} />
    </MenuAt>
  );
}

const longest = 60;
const shortened = (address: string): string => (address.length > longest ? `${address.slice(0, longest - 1)}…` : address);
