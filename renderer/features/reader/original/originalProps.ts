import type { DocumentDetail, OriginalView } from '../../../../shared/domain/entities.ts';
import type { ReaderHandle } from '../../../actions/action.ts';
import type { Wanted } from './wanted.ts';

/** What the body of an original works with. */
export interface OriginalProps {
  documentId: string;
  /** Of the article. */
  title: string;
  file: File;
  version: DocumentDetail['version'];
  view: OriginalView;
  wanted: Wanted | null;
  reader: ReaderHandle | null;
  onView: (change: Partial<OriginalView>) => void;
  /** Says what became of looking for words; null takes it back. */
  onSaid: (words: string | null) => void;
}
