import { isEnabled, labelOf } from '../actions/action.ts';
import { actionById } from '../actions/all.ts';
import { runAction, useActionContext } from '../actions/run.ts';
import { MenuLines } from '../ui/menu.tsx';

interface ActionLinesProps {
  label: string;
  /** Ids of actions; groups are parted by a line. */
  groups: readonly (readonly string[])[];
  /** Does what was chosen at another time than at once. */
  onChoose?: (run: () => void) => void;
}

/** The lines of a menu of actions, as they are while it is open. */
export function ActionLines({ label, groups, onChoose = (run) => run() }: ActionLinesProps) {
  const context = useActionContext();
  return (
    <MenuLines
      label={label}
      groups={groups.map((ids) => ({
        items: ids.map((id) => {
          const action = actionById(id);
          return {
            id,
            label: labelOf(action, context),
            keys: action.keys?.[0],
            enabled: isEnabled(action, context),
            danger: id.endsWith('.delete'),
          };
        }),
      }))}
      onChoose={(id) => onChoose(() => void runAction(actionById(id)))}
    />
  );
}
