import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Search, X } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import {
  Autocomplete,
  Button,
  Collection,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
} from 'react-aria-components';
import type { SearchHit } from '../../../shared/contract/search.ts';
import { useOfferHandle } from '../../actions/handles.ts';
import { api } from '../../api/client.ts';
import { failureOf } from '../../api/errors.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Empty } from '../../ui/empty.tsx';
import classes from './searchView.module.css';

const kindNames: Record<SearchHit['kind'], string> = {
  document: 'Articles',
  claim: 'Claims',
  passage: 'Passages',
  note: 'Notes',
  evidence: 'Evidence',
  verdict: 'Verdicts',
};

const keyOf = (hit: SearchHit): string => `${hit.kind}:${hit.id}`;

/** Finds words anywhere in the case while they are typed; arrows walk through what was found, Enter goes there. */
export function SearchView() {
  const text = useWorkspace((state) => state.searchText);
  const setText = useWorkspace((state) => state.setSearchText);
  const field = useRef<HTMLInputElement>(null);
  const asked = text.trim();
  const { data, error, isPlaceholderData } = useQuery(
    api.search.query.queryOptions({
      input: { text: asked, limit: 20 },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
      gcTime: 10_000,
    }),
  );

  const handle = useMemo(
    () => ({
      focus() {
        field.current?.focus();
        field.current?.select();
      },
    }),
    [],
  );
  useOfferHandle('search', handle);
  useEffect(() => handle.focus(), [handle]);

  const hits = asked === '' ? [] : (data?.hits ?? []);
  const groups = [...new Set(hits.map((hit) => hit.kind))].map((kind) => ({
    id: kind,
    hits: hits.filter((hit) => hit.kind === kind),
    total: data?.counts[kind] ?? 0,
  }));

  return (
    <div className={classes['search']}>
      <h1 className="visually-hidden">Search</h1>
      <Autocomplete disableAutoFocusFirst={false}>
        <SearchField className={classes['field']!} value={text} onChange={setText}>
          <Label className="visually-hidden">Search the case</Label>
          <Search aria-hidden />
          <Input ref={field} dir="auto" placeholder="Search articles, claims, notes, evidence" maxLength={1_000} />
          {text === '' ? null : (
            <Button aria-label="Clear" className={classes['clear']!}>
              <X aria-hidden />
            </Button>
          )}
        </SearchField>
        <div className={classes['results']} role="region" aria-label="Results" aria-busy={isPlaceholderData} tabIndex={0}>
          {error ? (
            <Empty title="Nothing could be searched">{failureOf(error).message}</Empty>
          ) : asked === '' ? (
            <Empty icon={<Search />} title="Search the whole case">
              Every word must occur; the beginning of a word is enough. Case and accents make no difference.
            </Empty>
          ) : data && hits.length === 0 && !isPlaceholderData ? (
            <Empty title="Nothing found">
              Nothing in this case has all the words of “{asked}”. Try fewer words, or the beginning of one.
            </Empty>
          ) : (
            <ListBox
              aria-label="Search results"
              className={classes['list']!}
              items={groups}
              dependencies={[data]}
              onAction={(key) => {
                const hit = hits.find((one) => keyOf(one) === key);
                if (hit) openHit(hit);
              }}
            >
              {(group) => (
                <ListBoxSection id={group.id} className={classes['section']!}>
                  <Header className={classes['heading']}>
                    {kindNames[group.id]} <span>{group.total.toLocaleString()}</span>
                  </Header>
                  <Collection items={group.hits} dependencies={[data]}>
                    {(hit) => (
                      <ListBoxItem id={keyOf(hit)} textValue={`${kindNames[hit.kind]}: ${hit.title}`} className={classes['hit']!}>
                        <strong dir="auto">{hit.title}</strong>
                        <span dir="auto">
                          {hit.snippet.map((part, index) => (part.match ? <mark key={index}>{part.text}</mark> : part.text))}
                        </span>
                      </ListBoxItem>
                    )}
                  </Collection>
                </ListBoxSection>
              )}
            </ListBox>
          )}
        </div>
      </Autocomplete>
    </div>
  );
}

/** Goes to the place that was found. */
function openHit({ kind, id, documentId, claimId, passageId, range }: SearchHit): void {
  const workspace = useWorkspace.getState();
  if (claimId && (kind === 'claim' || kind === 'verdict' || kind === 'evidence' || !documentId)) {
    workspace.show(kind === 'evidence' ? 'evidence' : 'claims');
    workspace.inspect(kind === 'evidence' ? { kind: 'evidence', id } : { kind: 'claim', id: claimId });
  } else if (documentId) {
    workspace.openDocument(documentId, { ...(passageId ? { passageId } : {}), ...(range ? { range } : {}) });
    if (!passageId) workspace.inspect({ kind: 'document', id: documentId });
  }
}
