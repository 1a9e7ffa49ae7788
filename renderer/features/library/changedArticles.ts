import type { ImportOutcome, SameAddress } from '../../../shared/contract/documents.ts';
import { countsInWords, type ReanchorCounts } from '../../../shared/domain/versions.ts';
import { undoOf } from '../../actions/takeBack.ts';
import { client, newId } from '../../api/client.ts';
import { useWorkspace } from '../../state/workspace.ts';

/** A file of an import whose text is a new version of an article. */
export interface NewVersionOutcome {
  outcome: 'version';
  name: string;
  /** Of the article that has the version now. */
  documentId: string;
  title: string;
  number: number;
  /** It stands behind the current version. */
  behind: boolean;
  counts: ReanchorCounts;
}

/** A file that came in as an article of its own, from the address of another one. */
export type ChangedArticle = Extract<ImportOutcome, { outcome: 'imported' }> & { sameAddress: SameAddress };

export const isChanged = (outcome: { outcome: string; sameAddress?: SameAddress | undefined }): outcome is ChangedArticle =>
  outcome.outcome === 'imported' && outcome.sameAddress !== undefined;

/** What speaks against a new version, in words; null where nothing does. */
export const doubtInWords: Record<NonNullable<SameAddress['doubt']>, string> = {
  older: 'Its dates say that it is the older text of the two: it goes behind the current version, and no passage moves.',
  'other-edition': 'One of the two is the AMP or print form of the page: their texts may differ although nobody changed the article.',
};

type Pair = Pick<ChangedArticle, 'documentId' | 'sameAddress'>;

/** An older text becomes an earlier version. */
export const isOlder = ({ sameAddress: { doubt } }: Pick<ChangedArticle, 'sameAddress'>): boolean => doubt === 'older';

/**
 * Makes articles versions of those that were at their address, older texts earlier ones, and tells of each that became one; `importId`
 * makes that one step with the import that brought them in. What stays an article of its own is said.
 */
export async function makeNewVersions(
  pairs: readonly Pair[],
  importId: string | null,
  onMade: (documentId: string, made: Omit<NewVersionOutcome, 'outcome' | 'name'>) => void = () => undefined,
): Promise<void> {
  const { toast } = useWorkspace.getState();
  const items = pairs.map((pair) => ({
    documentId: pair.documentId,
    ofDocumentId: pair.sameAddress.documentId,
    versionId: newId(),
    behind: isOlder(pair),
  }));
  const earlier = new Set(items.filter(({ behind }) => behind).map(({ versionId }) => versionId));
  const kept: string[] = [];
  const made: { seq: number; text: string }[] = [];
  for await (const { documentId, ofDocumentId, title, result } of await client.documents.makeVersions({
    ...(importId === null ? {} : { importId }),
    items,
  })) {
    if (result.outcome === 'added') {
      const { versionId, number, counts, seq } = result;
      const behind = earlier.has(versionId);
      onMade(documentId, { documentId: ofDocumentId, title, number, behind, counts });
      const became = behind ? 'an older text, behind the current one' : countsInWords(counts);
      made.push({ seq, text: `It is version ${number} of “${title}” now${became === '' ? '' : `: ${became}`}.` });
    } else {
      kept.push(result.outcome === 'same' ? `“${title}” says that already. Nothing was changed.` : result.message);
    }
  }
  const [only] = made;
  if (only && made.length === 1) toast({ tone: 'done', text: only.text, action: undoOf(only.seq) });
  else if (made.length > 1)
    toast({ tone: 'done', text: `${made.length.toLocaleString()} versions added.`, action: undoOf(made.at(-1)!.seq) });
  if (kept[0]) toast({ tone: 'failed', text: kept.length === 1 ? kept[0] : `${kept.length} stay articles of their own. ${kept[0]}` });
}
