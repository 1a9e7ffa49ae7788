import { api, queryClient } from '../api/client.ts';
import { keeper } from '../api/drafts.ts';
import { inCase, type Action } from './action.ts';
import { download } from './download.ts';
import { wordsAsText } from './wordsAsText.ts';

/** Hands everything that was typed in the open case and is not part of it to the person, as a text file. */
export function saveTypedWords(): void {
  const name = queryClient.getQueryData(api.cases.current.queryKey({ input: {} }))?.name ?? 'Assay';
  const text = wordsAsText(name, keeper.unsaved());
  download(new File([text], `${name.replaceAll(/[\\/:*?"<>|]/g, ' ')} - typed.txt`, { type: 'text/plain;charset=utf-8' }));
}

export const wordsActions: Action[] = [
  {
    id: 'words.saveFile',
    label: 'Save what I typed as a file…',
    menu: 'File',
    group: 5,
    words: 'unsaved drafts rescue text download disk full',
    enabled: (context) => inCase(context) && context.workspace.wordsAtRisk !== null,
    run: saveTypedWords,
  },
];
