import { useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { FlaskConical } from 'lucide-react';
import type { MenuItem } from '../../../shared/domain/desktop.ts';
import { actionById } from '../../actions/all.ts';
import { menuModel, menusInUse } from '../../actions/menus.ts';
import { runAction, useActionContext } from '../../actions/run.ts';
import { MenuButton, MenuLines, type MenuChoice } from '../../ui/menu.tsx';
import classes from './menuBar.module.css';

function groupsOf(items: readonly MenuItem[]): { items: MenuChoice[] }[] {
  const groups: { items: MenuChoice[] }[] = [{ items: [] }];
  for (const item of items) {
    if (item.type === 'separator') groups.push({ items: [] });
    else if (item.type === 'action') groups.at(-1)!.items.push(item);
  }
  return groups;
}

/** The menu bar where the system has none for us: in the browser. Arrow keys walk through it, as in any other. */
export function MenuBar() {
  const [open, setOpen] = useState<string | null>(null);
  const bar = useRef<HTMLDivElement>(null);

  const walk = (event: React.KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const next = buttons[(at + (event.key === 'ArrowRight' ? 1 : buttons.length - 1)) % buttons.length];
    if (at >= 0) next?.focus();
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a toolbar handles the arrow keys of its buttons
    <div ref={bar} role="toolbar" aria-label="Menu bar" className={classes['bar']} onKeyDown={walk}>
      <FlaskConical aria-hidden className={classes['sign']} />
      {menusInUse.map((menu) => (
        <MenuButton
          key={menu}
          isOpen={open === menu}
          onOpenChange={(isOpen) => setOpen(isOpen ? menu : null)}
          button={<Button className={classes['name']!}>{menu}</Button>}
        >
          <BarLines menu={menu} />
        </MenuButton>
      ))}
    </div>
  );
}

function BarLines({ menu }: { menu: string }) {
  const { menus } = menuModel(useActionContext(), { withRoles: false });
  const { items = [] } = menus.find(({ label }) => label === menu) ?? {};
  return <MenuLines label={menu} groups={groupsOf(items)} onChoose={(id) => void runAction(actionById(id))} />;
}
