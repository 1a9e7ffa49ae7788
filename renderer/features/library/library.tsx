import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronUp, ClipboardPaste, FileInput, FolderInput, LibraryBig } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import {
  Cell,
  Column,
  Row,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
  type Selection,
  type SortDescriptor,
} from 'react-aria-components';
import * as z from 'zod';
import type { DocumentSummary } from '../../../shared/domain/entities.ts';
import type { ListHandle } from '../../actions/action.ts';
import { useOfferHandle } from '../../actions/handles.ts';
import { api } from '../../api/client.ts';
import { standingOf, useOpenCase } from '../../api/openCase.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { useViewSetting } from '../../parts/useViewSetting.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { formatInstant, formatInstantFully, formatPartialDate } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { TextField } from '../../ui/field.tsx';
import page from '../../ui/page.module.css';
import classes from './library.module.css';
import { WatchedFolderSign } from './watchedFolder.tsx';
import { libraryColumns, orderedDocuments, readShare, type LibraryColumn } from './order.ts';

const sortSetting = z.object({
  column: z.enum(libraryColumns),
  descending: z.boolean(),
});
const newestFirst: z.output<typeof sortSetting> = { column: 'createdAt', descending: true };

/** The articles of the case. */
export function Library() {
  const { data: documents } = useQuery(api.documents.list.queryOptions({ input: {} }));
  const [filter, setFilter] = useState('');
  if (!documents) return <div aria-busy="true" />;
  return (
    <div className={classes['library']} data-scope="library">
      <header className={page['header']}>
        <h1>Library</h1>
        <WatchedFolderSign />
        {documents.length > 0 ? (
          <>
            <TextField label="Filter articles" hideLabel placeholder="Filter" value={filter} onChange={setFilter} />
            <SelectedArticles />
            <ActionButton action="case.paste" icon={<ClipboardPaste size={15} aria-hidden />} tone="quiet" label="Paste…" />
            <ActionButton action="case.import" icon={<FileInput size={15} aria-hidden />} label="Import…" />
          </>
        ) : null}
      </header>
      {documents.length > 0 ? <Articles documents={documents} filter={filter} onShowAll={() => setFilter('')} /> : <EmptyLibrary />}
    </div>
  );
}

/** What can be done with several articles at once. */
function SelectedArticles() {
  const count = useWorkspace(({ selectedDocumentIds, inspected }) =>
    inspected?.kind === 'document' && selectedDocumentIds.includes(inspected.id) ? selectedDocumentIds.length : 0,
  );
  if (count < 2) return null;
  return <ActionButton action="citations.export" tone="quiet" label={`Export ${count.toLocaleString()} citations…`} />;
}

function EmptyLibrary() {
  const openCase = useOpenCase(standingOf);
  if (openCase?.readOnly) {
    const then = openCase.asOf !== null;
    return (
      <Empty icon={<LibraryBig />} title={then ? 'No articles at this moment' : 'No articles'}>
        {then
          ? 'None had been put in yet, or none was left. Go back to the case as it is now to put some in.'
          : 'There are none in this case.'}
      </Empty>
    );
  }
  return (
    <Empty
      icon={<LibraryBig />}
      title="Put in the articles you want to check"
      action={
        <>
          <ActionButton action="case.import" tone="primary" icon={<FileInput size={15} aria-hidden />} />
          <ActionButton action="case.importFolder" icon={<FolderInput size={15} aria-hidden />} />
          <ActionButton action="case.paste" icon={<ClipboardPaste size={15} aria-hidden />} />
        </>
      }
    >
      Saved web pages, PDFs, documents, books, mails, subtitles and plain text, any number of them. You can also drop files or a folder
      anywhere in this window, or paste. The originals are kept as they are, byte for byte.
    </Empty>
  );
}

function Articles({ documents, filter, onShowAll }: { documents: readonly DocumentSummary[]; filter: string; onShowAll: () => void }) {
  const [sort, setSort] = useViewSetting('library.sort', sortSetting, newestFirst);
  const inspected = useWorkspace((state) => (state.inspected?.kind === 'document' ? state.inspected.id : null));
  const inspect = useWorkspace((state) => state.inspect);
  const openDocument = useWorkspace((state) => state.openDocument);
  const selected = useWorkspace((state) => state.selectedDocumentIds);
  const selectDocuments = useWorkspace((state) => state.selectDocuments);
  const shown = useMemo(() => orderedDocuments(documents, filter, sort), [documents, filter, sort]);
  const box = useRef<HTMLDivElement>(null);

  const handle = useMemo<ListHandle>(
    () => ({
      move: (direction) => pressArrow(box.current, direction),
      open() {
        if (inspected) openDocument(inspected);
      },
      toggleSelected: () => undefined,
      selectAll: () => undefined,
    }),
    [inspected, openDocument],
  );
  useOfferHandle('list', handle);

  if (shown.length === 0) {
    return (
      <Empty title="No article fits" action={<Button onPress={onShowAll}>Show all</Button>}>
        None of the {documents.length.toLocaleString()} articles has “{filter}” in its title, publisher, byline or file name.
      </Empty>
    );
  }
  return (
    <div ref={box} className={classes['box']}>
      <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight: 52, headingHeight: 30 }}>
        <Table
          aria-label="Articles"
          className={classes['table']!}
          selectionMode="multiple"
          selectionBehavior="replace"
          selectedKeys={inspected === null ? [] : selected.includes(inspected) ? selected : [inspected]}
          onSelectionChange={(keys: Selection) => {
            const ids = keys === 'all' ? shown.map(({ id }) => id) : [...keys].map(String);
            selectDocuments(ids);
            // Of several the inspector goes on showing the one that it shows.
            if (inspected !== null && ids.length > 1 && ids.includes(inspected)) return;
            const id = ids.at(-1);
            inspect(id === undefined ? null : { kind: 'document', id });
          }}
          onRowAction={(id) => openDocument(String(id))}
          sortDescriptor={{ column: sort.column, direction: sort.descending ? 'descending' : 'ascending' }}
          onSortChange={({ column, direction }: SortDescriptor) =>
            setSort({ column: column as LibraryColumn, descending: direction === 'descending' })
          }
        >
          <TableHeader className={classes['head']!}>
            <Heading id="title" name="Title" isRowHeader width="3fr" minWidth={180} />
            <Heading id="publisher" name="Publisher" width="1.2fr" minWidth={80} />
            <Heading id="published" name="Date" width={96} />
            <Heading id="read" name="Read" width={64} number />
            <Heading id="passages" name="Passages" width={76} number />
            <Heading id="claims" name="Claims" width={64} number />
            <Heading id="createdAt" name="Imported" width={92} />
          </TableHeader>
          <TableBody items={shown}>
            {(document) => (
              <Row id={document.id} className={classes['row']!} textValue={document.title}>
                <Cell className={classes['title']!}>
                  <span dir="auto" title={document.title}>
                    {document.title}
                  </span>
                </Cell>
                <Cell className={classes['cell']!}>{document.publisher}</Cell>
                <Cell className={classes['cell']!}>{formatPartialDate(document.published)}</Cell>
                <Cell className={classes['number']!}>{document.read > 0 ? `${readShare(document)} %` : ''}</Cell>
                <Cell className={classes['number']!}>{document.passages || ''}</Cell>
                <Cell className={classes['number']!}>{document.claims || ''}</Cell>
                <Cell className={classes['cell']!}>
                  <time dateTime={document.createdAt} title={formatInstantFully(document.createdAt)}>
                    {formatInstant(document.createdAt)}
                  </time>
                </Cell>
              </Row>
            )}
          </TableBody>
        </Table>
      </Virtualizer>
    </div>
  );
}

interface HeadingProps {
  id: LibraryColumn;
  name: string;
  width: number | `${number}fr`;
  minWidth?: number;
  isRowHeader?: boolean;
  number?: boolean;
}

function Heading({ id, name, number = false, width, minWidth, isRowHeader = false }: HeadingProps) {
  return (
    <Column
      id={id}
      allowsSorting
      isRowHeader={isRowHeader}
      width={width}
      {...(minWidth ? { minWidth } : {})}
      className={`${classes['column']} ${number ? classes['ofNumbers'] : isRowHeader ? classes['ofTitle'] : ''}`}
    >
      {({ sortDirection }) => (
        <>
          <span>{name}</span>
          {sortDirection === 'ascending' ? <ChevronUp aria-hidden /> : sortDirection === 'descending' ? <ChevronDown aria-hidden /> : null}
        </>
      )}
    </Column>
  );
}

/** The table knows the arrow keys; letters that mean the same press them. */
function pressArrow(box: HTMLElement | null, direction: 1 | -1): void {
  const table = box?.querySelector<HTMLElement>('[role="grid"]');
  if (!table) return;
  if (!table.contains(document.activeElement)) table.focus();
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: direction === 1 ? 'ArrowDown' : 'ArrowUp', bubbles: true, cancelable: true }),
  );
}
