import { keeper } from '../api/drafts.ts';
import { inCase, type Action } from './action.ts';
import { download } from './download.ts';
import { wordsAsText } from './wordsAsText.ts';

export const wordsActions: Action[] = [
  {
    id: 'words.saveFile',
    label: 'Save what I typed as a file…',
    menu: 'File',
    group: 5,
    words: 'unsaved drafts rescue text download disk full',
    enabled: (context) => inCase(context) && context.workspace.wordsAtRisk !== null,
    run({ openCase }) {
      const text = wordsAsText(openCase!.name, keeper.unsaved());
      download(new File([text], `${openCase!.name.replaceAll(/[\\/:*?"<>|]/g, ' ')} - typed.txt`, { type: 'text/plain;charset=utf-8' }));
    },
  },
];
