import { useRef, type ReactNode } from 'react';
import {
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
  type MenuItemProps,
  type PopoverProps,
} from 'react-aria-components';
import { Check } from 'lucide-react';
import { Keys } from './keys.tsx';
import classes from './menu.module.css';

export interface MenuChoice {
  id: string;
  label: string;
  hint?: string | undefined;
  keys?: string | undefined;
  icon?: ReactNode;
  enabled?: boolean | undefined;
  checked?: boolean | undefined;
  danger?: boolean | undefined;
}

interface MenuButtonProps {
  /** The button that opens it: a React Aria button. */
  button: ReactNode;
  /** Its `MenuLines`, or a component that makes them. It renders once the menu opens, and only while it is open. */
  children: ReactNode;
  placement?: PopoverProps['placement'];
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** A button with a menu. */
export function MenuButton({ button, children, placement = 'bottom start', isOpen, onOpenChange }: MenuButtonProps) {
  return (
    <MenuTrigger {...(isOpen === undefined ? {} : { isOpen })} {...(onOpenChange ? { onOpenChange } : {})}>
      {button}
      <Popover className={classes['popover']!} placement={placement} offset={4}>
        {children}
      </Popover>
    </MenuTrigger>
  );
}

interface MenuAtProps {
  /** Where, in the window: pixels. */
  x: number;
  y: number;
  onClose: () => void;
  /** Its `MenuLines`. */
  children: ReactNode;
}

/** A menu at a place of the window, as it is asked for with the second button of the mouse. */
export function MenuAt({ x, y, onClose, children }: MenuAtProps) {
  const place = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={place} aria-hidden className={classes['place']} style={{ left: x, top: y }} />
      <Popover
        className={classes['popover']!}
        triggerRef={place}
        placement="bottom start"
        offset={2}
        isOpen
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        {children}
      </Popover>
    </>
  );
}

interface MenuLinesProps {
  label: string;
  /** Groups are parted by a line. */
  groups: readonly { title?: string; items: readonly MenuChoice[] }[];
  onChoose: (id: string) => void;
}

/** What stands in a menu. Disabled items stay visible, so that people learn where things are. */
export function MenuLines({ label, groups, onChoose }: MenuLinesProps) {
  const shown = groups.filter((group) => group.items.length > 0);
  const disabled = shown.flatMap((group) => group.items.filter((item) => item.enabled === false).map((item) => item.id));
  return (
    <Menu className={classes['menu']!} aria-label={label} disabledKeys={disabled} onAction={(key) => onChoose(String(key))}>
      {shown.flatMap((group, index) => [
        ...(index > 0 ? [<Separator key={`line ${index}`} className={classes['line']!} />] : []),
        <MenuSection key={group.title ?? `group ${index}`} {...(group.title ? {} : { 'aria-label': `${label} ${index + 1}` })}>
          {group.title ? <Header className={classes['heading']}>{group.title}</Header> : null}
          {group.items.map((item) => (
            <MenuLine key={item.id} item={item} />
          ))}
        </MenuSection>,
      ])}
    </Menu>
  );
}

/** One command as a line of a menu or of the palette. */
export function MenuLine({ item, ...props }: { item: MenuChoice } & Omit<MenuItemProps, 'id' | 'children' | 'className' | 'style'>) {
  return (
    <MenuItem {...props} id={item.id} textValue={item.label} className={`${classes['item']} ${item.danger ? classes['danger'] : ''}`}>
      <span className={classes['mark']} aria-hidden>
        {item.checked ? <Check /> : item.icon}
      </span>
      <span className={classes['label']}>
        {item.label}
        {item.checked ? <span className="visually-hidden"> (chosen)</span> : null}
      </span>
      {item.hint ? <span className={classes['hint']}>{item.hint}</span> : null}
      {item.keys ? <Keys keys={item.keys} /> : null}
    </MenuItem>
  );
}
