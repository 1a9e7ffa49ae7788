import { useQuery } from '@tanstack/react-query';
import {
  ArrowLeft,
  ArrowRight,
  ChevronDown,
  FileText,
  History,
  Library,
  ListChecks,
  Quote,
  ScrollText,
  Search,
  ShieldCheck,
} from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import * as z from 'zod';
import { actionById, actions } from '../../actions/all.ts';
import { runAction } from '../../actions/run.ts';
import type { OpenCase } from '../../../shared/contract/cases.ts';
import { api } from '../../api/client.ts';
import { standingOf, useOpenCase } from '../../api/openCase.ts';
import { ActionButton } from '../../parts/actionButton.tsx';
import { ActionLines } from '../../parts/actionMenu.tsx';
import { useViewSetting } from '../../parts/useViewSetting.ts';
import { useWorkspace, type View } from '../../state/workspace.ts';
import { Keys } from '../../ui/keys.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import classes from './rail.module.css';
import { SaveMark } from './saveMark.tsx';

const recentShown = 8;
const recentIds = z.array(z.string());
const noneRecent: string[] = [];

/** Where one can go: the case and its rooms, search, and the articles that were open last. */
export function Rail() {
  const openCase = useOpenCase(standingOf);
  if (!openCase) return null;
  return (
    <nav aria-label="Case" className={classes['rail']}>
      <CaseMenu name={openCase.name} demo={openCase.demo} />
      <div className={classes['ways']}>
        <SearchButton />
        <ActionButton action="view.back" icon={<ArrowLeft />} iconOnly />
        <ActionButton action="view.forward" icon={<ArrowRight />} iconOnly />
      </div>
      <ul className={classes['rooms']}>
        <Room view="library" icon={<Library />} count={countOf.documents} />
        <Room view="claims" icon={<ListChecks />} count={countOf.claims} />
        <Room view="evidence" icon={<Quote />} count={countOf.evidence} />
        <Room view="report" icon={<ScrollText />} />
        <Room view="history" icon={<History />} />
      </ul>
      <RecentArticles caseId={openCase.caseId} />
      <ul className={classes['rooms']}>
        <Room view="safekeeping" icon={<ShieldCheck />} />
      </ul>
      <SaveMark />
    </nav>
  );
}

const caseActions = [4, 3, 2, 1].map((group) =>
  actions.filter((action) => action.menu === 'File' && action.group === group).map(({ id }) => id),
);

function CaseMenu({ name, demo }: { name: string; demo: boolean }) {
  return (
    <MenuButton
      button={
        <Button className={classes['case']!}>
          <span className={classes['name']} dir="auto">
            {name}
          </span>
          {demo ? <small>Demo</small> : null}
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <ActionLines label="Case" groups={caseActions} />
    </MenuButton>
  );
}

function SearchButton() {
  const searching = useWorkspace((state) => state.view === 'search');
  return (
    <Button
      className={classes['search']!}
      {...(searching ? { 'aria-current': 'page' as const } : {})}
      onPress={() => void runAction(actionById('view.search'))}
    >
      <Search aria-hidden />
      <span>Search</span>
      <Keys keys="[Shift]+/" />
    </Button>
  );
}

const countOf = {
  documents: (openCase: OpenCase | null): number => openCase?.counts.documents ?? 0,
  claims: (openCase: OpenCase | null): number => openCase?.counts.claims ?? 0,
  evidence: (openCase: OpenCase | null): number => openCase?.counts.evidence ?? 0,
};

function Room({ view, icon, count }: { view: View; icon: ReactNode; count?: (openCase: OpenCase | null) => number }) {
  const action = actionById(`view.${view}`);
  const current = useWorkspace((state) => state.view === view || (view === 'library' && state.view === 'reader'));
  return (
    <li>
      <Button className={classes['room']!} {...(current ? { 'aria-current': 'page' as const } : {})} onPress={() => void runAction(action)}>
        {icon}
        <span>{action.label as string}</span>
        {count ? <Count of={count} /> : null}
      </Button>
    </li>
  );
}

function Count({ of }: { of: (openCase: OpenCase | null) => number }) {
  const count = useOpenCase(of);
  return count ? <span className={classes['count']}>{count.toLocaleString()}</span> : null;
}

function RecentArticles({ caseId }: { caseId: string }) {
  const [recent, setRecent] = useViewSetting(`recent:${caseId}`, recentIds, noneRecent);
  const documentId = useWorkspace((state) => (state.view === 'reader' ? state.panes[state.activePane]?.documentId : undefined));
  const openDocument = useWorkspace((state) => state.openDocument);
  const { data: documents } = useQuery(api.documents.titles.queryOptions({ input: {}, enabled: recent.length > 0 }));
  const titles = new Map(documents?.map((document) => [document.id, document.title]));

  useEffect(() => {
    if (documentId && recent[0] !== documentId) setRecent([documentId, ...recent.filter((id) => id !== documentId)].slice(0, recentShown));
  }, [documentId, recent, setRecent]);

  const shown = recent.filter((id) => titles.has(id));
  if (shown.length === 0) return <div className={classes['recent']} />;
  return (
    <section className={classes['recent']} aria-labelledby="recent-articles">
      <h2 id="recent-articles">Recently opened</h2>
      <ul>
        {shown.map((id) => (
          <li key={id}>
            <Button
              className={classes['article']!}
              {...(id === documentId ? { 'aria-current': 'true' as const } : {})}
              onPress={() => openDocument(id)}
            >
              <FileText aria-hidden />
              <span dir="auto">{titles.get(id)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
