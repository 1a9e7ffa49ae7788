import { ChevronDown, FileClock, History, ListChecks } from 'lucide-react';
import type { DocumentDetail } from '../../../shared/domain/entities.ts';
import { attempt, currentContext } from '../../actions/run.ts';
import { compareVersions, downloadOriginal, reviewPassages } from '../../actions/versions.ts';
import { useWritable } from '../../parts/scale.ts';
import { useVersions } from '../../parts/useVersions.ts';
import { useWorkspace } from '../../state/workspace.ts';
import banner from '../../ui/banner.module.css';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/dates.ts';
import { MenuButton, MenuLines } from '../../ui/menu.tsx';

interface VersionProps {
  document: DocumentDetail;
  index: 0 | 1;
  /** A newer version came in, and waits until the selected words are let go of. */
  replaced: boolean;
}

/** Which version is read, and the way to the others. */
export function VersionChoice({ document, index, replaced }: VersionProps) {
  const versions = useVersions(document, replaced);
  const writable = useWritable();
  const { number, id: shown } = document.version;
  const choose = (id: string): void => {
    const workspace = useWorkspace.getState();
    workspace.setActivePane(index);
    if (id === 'compare') return void attempt(() => compareVersions(currentContext(), document.id, shown));
    if (id === 'original') return void attempt(() => downloadOriginal(document.id, shown));
    if (id === 'new') return workspace.openDialog({ kind: 'new-version', documentId: document.id });
    const chosen = versions?.find((version) => version.id === id);
    if (chosen) workspace.openDocument(document.id, chosen.current ? {} : { versionId: id });
  };
  return (
    <MenuButton
      placement="bottom end"
      button={
        <Button size="s" tone="quiet" aria-label={`Version ${number} of ${versions?.length ?? number}: versions of this article`}>
          Version {number}
          <ChevronDown aria-hidden size={13} />
        </Button>
      }
    >
      <MenuLines
        label="Versions of this article"
        groups={[
          {
            items: (versions ?? []).map((version) => ({
              id: version.id,
              label: `Version ${version.number}${version.current ? ', current' : ''}`,
              hint: formatMoment(version.importedAt),
              checked: version.id === shown,
            })),
          },
          {
            items: [
              { id: 'compare', label: 'Compare versions', enabled: (versions?.length ?? 0) > 1 },
              { id: 'original', label: `Download original of version ${number}` },
              { id: 'new', label: 'New version…', enabled: writable },
            ],
          },
        ]}
        onChoose={choose}
      />
    </MenuButton>
  );
}

interface VersionNoticesProps {
  document: DocumentDetail;
  earlier: boolean;
  /** A newer version waits until the selected words are let go of; null where none does. */
  onLetGo: (() => void) | null;
}

/** What a reader should know about versions: that passages wait, and that the text is not the current one. */
export function VersionNotices({ document, earlier, onLetGo }: VersionNoticesProps) {
  const versions = useVersions(document, onLetGo !== null);
  const reviewing = useWorkspace((state) => state.review?.documentId === document.id);
  const openDocument = useWorkspace((state) => state.openDocument);
  const waiting = (versions ?? []).reduce((sum, version) => sum + version.waiting, 0);
  return (
    <>
      {onLetGo ? (
        <div className={banner['banner']} data-tone="warning" role="note">
          <History aria-hidden />
          <p>
            A new version of this article came in. What you have selected is in version {document.version.number}, and can still be copied.
          </p>
          <Button size="s" onPress={onLetGo}>
            Show the new version
          </Button>
        </div>
      ) : null}
      {earlier ? (
        <div className={banner['banner']} data-tone="elsewhen" role="note">
          <History aria-hidden />
          <p>
            <strong>Version {document.version.number}</strong>, added {formatMoment(document.version.importedAt)}: an earlier text, to be
            read only.
          </p>
          <Button size="s" onPress={() => openDocument(document.id)}>
            Read the current version
          </Button>
        </div>
      ) : null}
      {waiting > 0 && !reviewing ? (
        <div className={banner['banner']} data-tone="warning" role="note">
          <FileClock aria-hidden />
          <p>{waiting === 1 ? '1 passage waits for review.' : `${waiting.toLocaleString()} passages wait for review.`}</p>
          <Button size="s" onPress={() => void attempt(() => reviewPassages(currentContext(), document.id))}>
            <ListChecks aria-hidden size={14} />
            Review
          </Button>
        </div>
      ) : null}
    </>
  );
}
