import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { TranscriptForm } from '../../parts/transcript.tsx';
import { useWorkspace } from '../../state/workspace.ts';
import { Dialog } from '../../ui/dialog.tsx';

/** Corrects the transcript of an article; the one of now stays as an earlier version. */
export function TranscriptDialog({ documentId }: { documentId: string }) {
  const { data: document } = useQuery(api.documents.get.queryOptions({ input: { documentId } }));
  const close = useWorkspace((state) => state.closeDialog);
  return (
    <Dialog title="Correct the transcript" width="l" onClose={close}>
      {document ? <TranscriptForm document={document} onAdded={close} /> : null}
    </Dialog>
  );
}
