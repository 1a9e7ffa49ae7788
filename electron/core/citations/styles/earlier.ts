import * as z from 'zod';
import type { Attend } from '../../attendants.ts';
import { readCaseInfo } from '../../cases/queries.ts';
import { keepView, keptView } from '../../store/viewState.ts';
import { keepReferenceFile } from '../files.ts';
import { stylesOf } from './kept.ts';

const choiceKey = 'citations:style';
const listKey = 'citations:styles';
const fileKey = (id: string): string => `citations:style:${id}`;
const list = z.array(z.object({ id: z.string(), title: z.string() })).catch([]);

/** Before its format 6 a case kept its style, and those loaded into it, as view state: they become a part of it when it is opened. */
export const adoptKeptStyles: Attend = ({ live }, { newId }) => {
  const choice = keptView(live, choiceKey);
  const loaded = list.parse(keptView(live, listKey) ?? []);
  if (live.readOnly !== null || (typeof choice !== 'string' && loaded.length === 0)) return null;
  live.transact(
    'Make the citation style a part of the case',
    (tx) => {
      const ids = new Map(stylesOf(live).map(({ id }) => [id, id]));
      for (const { id, title } of loaded) {
        const bytes = keptView(live, fileKey(id));
        if (typeof bytes !== 'string') continue;
        const style = { id: newId(), kind: 'citation-style', title, file_name: `${title}.csl`, entries: 0 } as const;
        const mediaType = 'application/vnd.citationstyles.style+xml';
        ids.set(id, keepReferenceFile(live, tx, { ...style, media_type: mediaType }, Buffer.from(bytes, 'base64')).id);
      }
      const info = readCaseInfo(live);
      const chosen = ids.get(String(choice));
      if (chosen !== undefined && info.citation_style_id === null) tx.update('case_info', info.id, { citation_style_id: chosen });
    },
    { undoable: false },
  );
  live.keep(() => {
    for (const key of [choiceKey, listKey, ...loaded.map(({ id }) => fileKey(id))]) keepView(live, key, null);
  });
  return null;
};
