import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { CheckedMenuModel } from '../../shared/domain/desktop.ts';

const onMac = process.platform === 'darwin';

/** The menu of a window whose page has not sent its own yet, and of macOS without a window. */
export function setPlainMenu(): void {
  const mac: MenuItemConstructorOptions[] = [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }];
  Menu.setApplicationMenu(onMac ? Menu.buildFromTemplate(mac) : null);
}

/** Builds the native menu from the page's model. Chosen actions go back to the page by their ids. */
export function setWindowMenu(window: BrowserWindow, model: CheckedMenuModel, choose: (actionId: string) => void): void {
  const menu = Menu.buildFromTemplate([
    ...(onMac ? [{ role: 'appMenu' as const }] : []),
    ...model.menus.map(({ label, items }) => ({ label, submenu: items.map((item) => nativeItem(item, choose)) })),
  ]);
  if (!onMac) return window.setMenu(menu);
  // macOS has one menu bar, which follows the window in front.
  macMenus.set(window, menu);
  if (window.isFocused()) Menu.setApplicationMenu(menu);
  if (window.listeners('focus').includes(showMacMenu)) return;
  window.on('focus', showMacMenu);
}

const macMenus = new WeakMap<BrowserWindow, Menu>();

function showMacMenu(this: BrowserWindow): void {
  const menu = macMenus.get(this);
  if (menu) Menu.setApplicationMenu(menu);
}

type Item = CheckedMenuModel['menus'][number]['items'][number];

function nativeItem(item: Item, choose: (actionId: string) => void): MenuItemConstructorOptions {
  if (item.type === 'separator') return { type: 'separator' };
  if (item.type === 'role') return { role: item.role, ...(item.label ? { label: item.label } : {}) };
  const accelerator = item.keys ? acceleratorOf(item.keys) : null;
  return {
    id: item.id,
    label: item.label,
    enabled: item.enabled,
    ...(item.checked === undefined ? {} : { type: 'checkbox', checked: item.checked }),
    // The page listens for the keys itself: here they are only shown.
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
    click: () => choose(item.id),
  };
}

const modifiers: Record<string, string> = {
  $mod: 'CommandOrControl',
  Control: 'Control',
  Meta: 'Super',
  Alt: 'Alt',
  Shift: 'Shift',
};

const namedKeys: Record<string, string> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Escape: 'Esc',
  Equal: '=',
  Minus: '-',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backslash: '\\',
  BracketLeft: '[',
  BracketRight: ']',
  '+': 'Plus',
};

const plainKey = /^([A-Z0-9]|F\d{1,2}|[-=,./\\[\];'?]|Enter|Tab|Space|Backspace|Delete|Insert|Home|End|PageUp|PageDown)$/;

/**
 * The keys of an action (`$mod+Shift+KeyK`, `h`, `?`) as Electron writes them; null for what a menu cannot show: key
 * sequences, unknown keys and, on macOS, keys without a modifier, which its menus would take away from typing.
 */
export function acceleratorOf(keys: string, platform: NodeJS.Platform = process.platform): string | null {
  if (keys.includes(' ')) return null;
  const parts = keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys.split('+');
  const key = parts.pop() ?? '';
  const held = parts.map((part) => modifiers[part]);
  if (held.includes(undefined) || (platform === 'darwin' && held.length === 0)) return null;
  const bare = key.replace(/^(Key|Digit)(?=.$)/, '');
  const name = namedKeys[bare] ?? (bare.length === 1 ? bare.toUpperCase() : bare);
  if (!plainKey.test(name) && !Object.values(namedKeys).includes(name)) return null;
  return [...held, name].join('+');
}
