import type { MenuItem, MenuModel, MenuRole } from '../../shared/domain/desktop.ts';
import { isEnabled, labelOf, type ActionContext, type Menu } from './action.ts';
import { actions } from './all.ts';

const order: readonly Menu[] = ['File', 'Edit', 'View', 'Claim', 'Window', 'Help'];

/** The menus that have commands of our own, in their order. */
export const menusInUse: readonly Menu[] = order.filter((menu) => actions.some((action) => action.menu === menu));

/** What the system does by itself; a browser has these in its own menus. */
const roles: Partial<Record<Menu, readonly MenuRole[]>> = {
  File: ['quit'],
  Edit: ['cut', 'copy', 'paste', 'selectAll'],
  View: ['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'],
  Window: ['minimize', 'zoom', 'close'],
};

/** The menu bar, made of the actions as they are now. */
export function menuModel(context: ActionContext, { withRoles }: { withRoles: boolean }): MenuModel {
  return {
    menus: order
      .map((menu) => {
        const own = actions.filter((action) => action.menu === menu);
        const groups = [...new Set(own.map((action) => action.group ?? 0))]
          .sort((a, b) => a - b)
          .map((group): MenuItem[] =>
            own
              .filter((action) => (action.group ?? 0) === group)
              .map((action) => ({
                type: 'action',
                id: action.id,
                label: labelOf(action, context).slice(0, 200),
                enabled: isEnabled(action, context),
                ...(action.keys?.[0] ? { keys: action.keys[0] } : {}),
                ...(action.checked ? { checked: action.checked(context) } : {}),
              })),
          );
        const ofSystem = (withRoles ? (roles[menu] ?? []) : []).map((role): MenuItem => ({ type: 'role', role }));
        // Cut, copy and paste stand right below undo and redo, where people look for them.
        const all = menu === 'Edit' ? [...groups.slice(0, 1), ofSystem, ...groups.slice(1)] : [...groups, ofSystem];
        const items = all
          .filter((group) => group.length > 0)
          .flatMap((group, index): MenuItem[] => (index > 0 ? [{ type: 'separator' }, ...group] : group));
        return { label: menu, items };
      })
      .filter((menu) => menu.items.length > 0),
  };
}
