import type { Question, Reply } from './messages.ts';
// oxlint-disable-next-line import/default -- the bundler makes it: the address of the thread's file
import address from './pdfWorker.ts?worker&url';

/** A thread that reads and draws one PDF, as `PdfFile` needs it. */
export interface PdfThread {
  post(message: { id: number; question: Question }): void;
  /** Stops it at once, whatever it is doing. */
  end(): void;
}

export type StartPdfThread = (hear: (reply: Reply) => void, fail: () => void) => PdfThread;

/** The page's policy lets no text become the address of code but through a policy of its own: this one knows a single address. */
const policy = window.trustedTypes?.createPolicy('assay-pdf', { createScriptURL: () => address });

export const startPdfThread: StartPdfThread = (hear, fail) => {
  const worker = new Worker(policy?.createScriptURL(address) ?? address, { type: 'module', name: 'pdf' });
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', ({ data }: MessageEvent<Reply>) => hear(data));
  port1.start();
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    fail();
  });
  worker.postMessage('ask here', [port2]);
  return {
    post: (message) => port1.postMessage(message),
    end() {
      worker.terminate();
      port1.close();
    },
  };
};
