import { useQuery } from '@tanstack/react-query';
import { FileQuestion, Trash2 } from 'lucide-react';
import { attempt } from '../../actions/run.ts';
import { api, client } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { standingOf, useOpenCase } from '../../api/openCase.ts';
import { EvidenceFieldsForm, EvidenceSource } from '../../parts/evidenceItem.tsx';
import { Notes } from '../../parts/notes.tsx';
import { Section } from '../../parts/section.tsx';
import { useWritable } from '../../parts/scale.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Tag } from '../../ui/badges.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { errorMessage } from '../../../shared/domain/errors.ts';
import { stanceNames } from '../../../shared/domain/wording.ts';
import classes from './evidence.module.css';

/** One item of evidence: its source, its weight, and the claim it serves. */
export function EvidenceInspector({ evidenceId }: { evidenceId: string }) {
  const { data, error } = useQuery(api.evidence.list.queryOptions({ input: {} }));
  const writable = useWritable();
  const openCase = useOpenCase(standingOf);
  const shown = openCase?.readOnly === 'as-of' || openCase?.readOnly === 'backup' ? openCase.readOnly : undefined;
  const item = data?.find((candidate) => candidate.id === evidenceId);
  if (!item) {
    if (!data && !error) return <div aria-busy="true" />;
    return (
      <Empty icon={<FileQuestion />} title="This evidence is not here">
        {error ? failureOf(error).message : errorMessage('NOT_FOUND', { kind: 'evidence', id: evidenceId, shown })}
      </Empty>
    );
  }
  const others = data!.filter((other) => other.claimId === item.claimId && other.id !== item.id);
  return (
    <article className={classes['inspector']} aria-label="Evidence">
      <header className={classes['inspectorHeader']}>
        <h2 className="visually-hidden">Evidence</h2>
        <Tag tone={item.stance}>{stanceNames[item.stance]}</Tag>
        <IconButton
          label="Remove this evidence"
          icon={<Trash2 />}
          isDisabled={!writable}
          onPress={() =>
            void attempt(async () => {
              await client.evidence.remove({ evidenceId });
              useWorkspace.getState().inspect(null);
            })
          }
        />
      </header>
      <div className={classes['inspectorBody']}>
        <EvidenceSource item={item} />
        <div className={classes['serves']}>
          <h3>Serves the claim</h3>
          <p dir="auto">{item.claimText}</p>
          <Button size="s" onPress={() => useWorkspace.getState().inspect({ kind: 'claim', id: item.claimId })}>
            Show claim
          </Button>
        </div>
        <EvidenceFieldsForm item={item} others={others} />
      </div>
      <Section name="evidence.notes" title="Notes">
        <Notes targetKind="evidence" targetId={item.id} />
      </Section>
    </article>
  );
}
