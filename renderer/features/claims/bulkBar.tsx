import { FileText, Tags, Trash2, X } from 'lucide-react';
import { claimStatus, priority } from '../../../shared/domain/entities.ts';
import { claimStatusNames, priorityNames } from '../../../shared/domain/wording.ts';
import { actionById } from '../../actions/all.ts';
import { runAction } from '../../actions/run.ts';
import { PriorityIcon, StatusIcon } from '../../parts/claimMarks.tsx';
import { ActionButton } from '../../parts/actionButton.tsx';
import { useWritable } from '../../parts/scale.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { MenuButton, MenuLines } from '../../ui/menu.tsx';
import classes from './claimsView.module.css';

/** What can be done with the claims that are selected. */
export function BulkBar() {
  const count = useWorkspace((state) => state.selectedClaimIds.length);
  const writable = useWritable();
  if (count === 0) return null;
  const choose = (id: string): void => void runAction(actionById(id));
  return (
    <div role="toolbar" aria-label="Selected claims" data-floats className={classes['bulk']}>
      <span className={classes['bulkCount']}>{count.toLocaleString()} selected</span>
      <IconButton label="Select none" keys="Escape" icon={<X />} onPress={() => useWorkspace.getState().selectClaims([])} />
      <span className={classes['rule']} />
      <MenuButton
        button={
          <Button size="s" tone="quiet" isDisabled={!writable}>
            Status
          </Button>
        }
      >
        <MenuLines
          label="Status"
          groups={[
            {
              items: claimStatus.options.map((value) => ({
                id: `claim.status.${value}`,
                label: claimStatusNames[value],
                icon: <StatusIcon status={value} />,
              })),
            },
          ]}
          onChoose={choose}
        />
      </MenuButton>
      <MenuButton
        button={
          <Button size="s" tone="quiet" isDisabled={!writable}>
            Priority
          </Button>
        }
      >
        <MenuLines
          label="Priority"
          groups={[
            {
              items: priority.options.map((value) => ({
                id: `claim.priority.${value}`,
                label: priorityNames[value],
                icon: <PriorityIcon priority={value} />,
              })),
            },
          ]}
          onChoose={choose}
        />
      </MenuButton>
      <ActionButton action="claim.labels" size="s" tone="quiet" label="Labels" icon={<Tags aria-hidden size={14} />} />
      <ActionButton action="claim.report" size="s" tone="quiet" label="Report on these" icon={<FileText aria-hidden size={14} />} />
      <ActionButton action="claim.delete" size="s" tone="quiet" label="Delete" icon={<Trash2 aria-hidden size={14} />} />
    </div>
  );
}
