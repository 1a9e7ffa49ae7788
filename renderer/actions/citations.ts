import { inCase, inWritableCase, type Action, type ActionContext } from './action.ts';

/** What commands about citations are about: the articles selected in the library, else the one in the inspector; empty for all of the case. */
function documentsAtHand({ workspace: { view, selectedDocumentIds, inspected } }: ActionContext): readonly string[] {
  if (inspected?.kind !== 'document') return [];
  return view === 'library' && selectedDocumentIds.includes(inspected.id) ? selectedDocumentIds : [inspected.id];
}

export const citationActions: Action[] = [
  {
    id: 'citations.take',
    label: 'Import citations…',
    menu: 'File',
    group: 2,
    words: 'bibtex ris csl json zotero endnote mendeley references bibliography',
    enabled: inWritableCase,
    run: ({ workspace }) => workspace.openDialog({ kind: 'take-citations', documentId: null }),
  },
  {
    id: 'citations.export',
    label: 'Export citations…',
    menu: 'File',
    group: 5,
    words: 'bibtex ris csl json zotero endnote mendeley references bibliography save download',
    enabled: inCase,
    run: (context) => context.workspace.openDialog({ kind: 'export-citations', documentIds: documentsAtHand(context) }),
  },
];
