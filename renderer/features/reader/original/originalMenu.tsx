import { useEffect, useState, type RefObject } from 'react';
import { ActionLines } from '../../../parts/actionMenu.tsx';
import { MenuAt } from '../../../ui/menu.tsx';

const groups = [
  ['original.showInText', 'original.copy'],
  ['original.dim', 'original.save'],
];

/** What can be done with the words of an original, where the pointer asks for it. */
export function OriginalMenu({ root }: { root: RefObject<HTMLElement | null> }) {
  const [place, setPlace] = useState<{ x: number; y: number } | null>(null);
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const onMenu = (event: MouseEvent): void => {
      if (!(event.target instanceof Element) || !event.target.closest('[data-scope="original"][role="region"]')) return;
      event.preventDefault();
      setPlace({ x: event.clientX, y: event.clientY });
    };
    element.addEventListener('contextmenu', onMenu);
    return () => element.removeEventListener('contextmenu', onMenu);
  }, [root]);
  if (!place) return null;
  // The menu gives the keyboard back as it closes: a command that moves it comes after that.
  const choose = (run: () => void): void => {
    setPlace(null);
    requestAnimationFrame(() => requestAnimationFrame(run));
  };
  return (
    <MenuAt {...place} onClose={() => setPlace(null)}>
      <ActionLines label="Original" groups={groups} onChoose={choose} />
    </MenuAt>
  );
}
