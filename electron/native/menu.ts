import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { CheckedMenuModel } from '../../shared/domain/desktop.ts';
import { acceleratorOf } from './accelerator.ts';

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
