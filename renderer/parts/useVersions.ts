import { skipToken, useQuery } from '@tanstack/react-query';
import type { DocumentDetail } from '../../shared/domain/entities.ts';
import type { VersionSummary } from '../../shared/domain/versions.ts';
import { api } from '../api/client.ts';

type KnownVersion = Pick<VersionSummary, 'id' | 'number' | 'current' | 'fileName' | 'size' | 'importedAt' | 'waiting'>;

/**
 * The versions of an article, newest first; undefined until they are read. Of an article that has one alone nothing is
 * asked: the list counts passages, and would be read again with each of them. `replaced`: there is a newer one that is not shown yet.
 */
export function useVersions(document: DocumentDetail, replaced = false): readonly KnownVersion[] | undefined {
  const { id: documentId, versionId, versions, fileName, size, version } = document;
  const isOnly = !replaced && versions === 1 && version.id === versionId;
  const { data } = useQuery(api.versions.list.queryOptions({ input: isOnly ? skipToken : { documentId } }));
  return isOnly ? [{ ...version, current: true, fileName, size, waiting: 0 }] : data;
}
