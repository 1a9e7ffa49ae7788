import { useQuery } from '@tanstack/react-query';
import { FilePlus, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import type { CitationStyle } from '../../../shared/domain/citations.ts';
import { attempt } from '../../actions/run.ts';
import { api, client } from '../../api/client.ts';
import { useOpenCase } from '../../api/openCase.ts';
import { useWritable } from '../../parts/scale.ts';
import { useClaimWork } from '../../state/claimWork.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import classes from './report.module.css';

const own = 'own';
const noStyles: readonly CitationStyle[] = [];

interface Style {
  styles: readonly CitationStyle[];
  /** Null: as Assay sets them. */
  chosen: string | null;
  isKnown: boolean;
}

/** The style that the report's sources are set in: that of the case, or of this window alone where the case takes no changes. */
export function useSourceStyle(): Style {
  const { data, isFetched } = useQuery(api.citations.styles.queryOptions({ input: {} }));
  const caseId = useOpenCase((openCase) => openCase?.caseId ?? null);
  const here = useClaimWork((state) => state.report.citationStyle);
  const styles = data?.styles ?? noStyles;
  const wanted = here !== null && here.caseId === caseId ? here.styleId : (data?.chosen ?? null);
  return { styles, chosen: styles.some(({ id }) => id === wanted) ? wanted : null, isKnown: isFetched };
}

/** Chooses the style of the sources; loads one of one's own, and takes it out again. */
export function SourceStyle() {
  const { styles, chosen } = useSourceStyle();
  const writable = useWritable();
  const caseId = useOpenCase((openCase) => openCase?.caseId ?? null);
  const chooseReport = useClaimWork((state) => state.chooseReport);
  const file = useRef<HTMLInputElement>(null);
  const loaded = styles.find(({ id, shipped }) => id === chosen && !shipped);

  const choose = (styleId: string | null): void => {
    if (!writable && caseId) return chooseReport({ citationStyle: { caseId, styleId } });
    chooseReport({ citationStyle: null });
    void attempt(() => client.citations.chooseStyle({ styleId }));
  };
  const load = (chosenFile: File): void =>
    void attempt(async () => {
      const { title } = await client.citations.addStyle({ file: chosenFile, choose: true });
      useWorkspace.getState().toast({ tone: 'done', text: `“${title}” was loaded into this case.` });
    });
  const remove = (style: CitationStyle): void =>
    void attempt(async () => {
      await client.citations.removeStyle({ styleId: style.id });
      useWorkspace.getState().toast({ tone: 'done', text: `“${style.title}” was taken out of this case.` });
    });

  return (
    <div className={classes['style']}>
      <div className={classes['chosenStyle']}>
        <Select
          label="Sources"
          value={chosen ?? own}
          options={[{ value: own, label: 'As Assay sets them' }, ...styles.map(({ id, title }) => ({ value: id, label: title }))]}
          onChange={(id) => choose(id === own ? null : id)}
        />
      </div>
      <input
        ref={file}
        type="file"
        hidden
        tabIndex={-1}
        accept=".csl,.xml"
        aria-label="File of a citation style"
        onChange={({ target }) => {
          const [first] = target.files ?? [];
          if (first) load(first);
          // The same file can be chosen again.
          target.value = '';
        }}
      />
      <IconButton label="Load a citation style (.csl)…" icon={<FilePlus />} isDisabled={!writable} onPress={() => file.current?.click()} />
      {loaded ? (
        <IconButton
          label={`Take “${loaded.title}” out of the case`}
          icon={<Trash2 />}
          isDisabled={!writable}
          onPress={() => remove(loaded)}
        />
      ) : null}
      {chosen === null ? null : <p className={classes['setBy']}>Set by citeproc-js, © Frank Bennett</p>}
    </div>
  );
}
