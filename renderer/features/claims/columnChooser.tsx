import { Columns3, GripVertical, Check } from 'lucide-react';
import { Button as AriaButton, Dialog, DialogTrigger, GridList, GridListItem, Popover, useDragAndDrop } from 'react-aria-components';
import type { ClaimColumn } from '../../../shared/contract/claims.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import classes from './claimsView.module.css';
import { columnSpec, completeOrder, defaultLayout, isUnarranged, type ColumnLayout } from './columns.ts';

/** Which columns are shown, and in which order: ticked, and dragged by hand or by keyboard. */
export function ColumnChooser({ layout, onLayout }: { layout: ColumnLayout; onLayout: (layout: ColumnLayout) => void }) {
  const order = completeOrder(layout.order);
  const shown = order.filter((id) => !layout.hidden.includes(id));
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': columnSpec(String(key)).name })),
    onReorder({ keys, target }) {
      const moved = order.filter((id) => keys.has(id));
      const rest = order.filter((id) => !keys.has(id));
      const at = rest.indexOf(target.key as ClaimColumn) + (target.dropPosition === 'after' ? 1 : 0);
      onLayout({ ...layout, order: rest.toSpliced(at, 0, ...moved) });
    },
  });
  return (
    <DialogTrigger>
      <IconButton label="Columns" icon={<Columns3 />} />
      <Popover className={classes['popover']!} placement="bottom end" offset={4}>
        <Dialog className={classes['chooser']!} aria-label="Columns">
          <GridList
            aria-label="Columns shown, in their order"
            items={order.map((id) => ({ id }))}
            dependencies={[shown]}
            selectionMode="multiple"
            // Escape closes; it must not take every column away on the way.
            escapeKeyBehavior="none"
            selectedKeys={shown}
            dragAndDropHooks={dragAndDropHooks}
            className={classes['columns']!}
            onSelectionChange={(keys) => {
              const chosen = keys === 'all' ? order : order.filter((id) => keys.has(id));
              // A table without its claims would say nothing.
              onLayout({ ...layout, hidden: order.filter((id) => !chosen.includes(id) && id !== 'claim') });
            }}
          >
            {({ id }) => (
              <GridListItem id={id} textValue={columnSpec(id).name} className={classes['column']!}>
                {({ isSelected }) => (
                  <>
                    <AriaButton slot="drag" className={classes['grip']!}>
                      <GripVertical aria-hidden size={14} />
                    </AriaButton>
                    <span>{columnSpec(id).name}</span>
                    {isSelected ? <Check aria-hidden size={14} /> : null}
                  </>
                )}
              </GridListItem>
            )}
          </GridList>
          {isUnarranged(layout) ? <p className={classes['waiting']}>In a narrow table some wait for room, until you choose here.</p> : null}
          <Button tone="quiet" size="s" onPress={() => onLayout(defaultLayout)}>
            As they were
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
