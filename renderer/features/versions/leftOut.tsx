import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { leftOutReasonNames, warningsInFull } from '../../../shared/domain/wording.ts';
import { tellAdded } from '../../actions/versions.ts';
import { api, client, newId } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { standingOf, useOpenCase } from '../../api/openCase.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import classes from './leftOut.module.css';

/** What the import left out of an article, piece by piece with the reason; what belongs to it can be put back, as a new version. */
export function LeftOutDialog({ documentId }: { documentId: string }) {
  const { data: document, error } = useQuery(api.documents.get.queryOptions({ input: { documentId } }));
  const openCase = useOpenCase(standingOf);
  const close = useWorkspace((state) => state.closeDialog);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [versionId] = useState(newId);
  const version = document?.version;
  const readOnly = openCase?.readOnly !== null;

  const putBack = async (fromVersionId: string): Promise<void> => {
    setBusy(true);
    try {
      const pieces = [...chosen].toSorted((a, b) => a - b);
      const outcome = await client.versions.putBack({ documentId, versionId, fromVersionId, pieces });
      if (outcome.outcome === 'added') {
        close();
        tellAdded({ workspace: useWorkspace.getState() }, outcome);
      } else setProblem(outcome.outcome === 'failed' ? outcome.message : 'The text says that already. Nothing was changed.');
    } catch (caught) {
      setProblem(failureOf(caught).message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      title="What was left out"
      width="l"
      onClose={close}
      footer={
        <>
          <Button onPress={close}>Close</Button>
          {readOnly ? null : (
            <Button
              tone="primary"
              isPending={busy}
              isDisabled={chosen.size === 0 || version === undefined}
              onPress={() => void putBack(version!.id)}
            >
              {chosen.size > 1 ? `Put ${chosen.size} pieces back` : 'Put back'}
            </Button>
          )}
        </>
      }
    >
      {error ? <p role="alert">{failureOf(error).message}</p> : null}
      <p className={classes['lead']}>
        The file says more than the article. What was taken for the page around it is listed here, where it stood.
        {readOnly ? '' : ' Choose what belongs to the article: it comes back at its place, in a new version.'}
      </p>
      {(version ? warningsInFull(version) : []).map((warning) => (
        <p key={warning} className={classes['warning']}>
          {warning}
        </p>
      ))}
      {problem ? (
        <p role="alert" className={classes['problem']}>
          {problem}
        </p>
      ) : null}
      <ul className={classes['pieces']} aria-label="Left out">
        {version?.leftOut.map((piece, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the pieces of a version never change
          <li key={index}>
            <Checkbox
              className={classes['piece']!}
              isDisabled={readOnly}
              isSelected={chosen.has(index)}
              onChange={(selected) =>
                setChosen((before) => new Set(selected ? [...before, index] : [...before].filter((one) => one !== index)))
              }
            >
              <span className={classes['box']} aria-hidden />
              <span className={classes['reason']}>{leftOutReasonNames[piece.reason]}</span>
              <span className={classes['text']} dir="auto">
                {piece.text}
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
