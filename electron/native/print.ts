import { randomUUID } from 'node:crypto';
import { BrowserWindow, session } from 'electron';

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/**
 * Prints self-contained HTML to a tagged PDF with an outline, in a hidden window that can run no script and reach
 * nothing. Rejects with the reason of the signal when that is aborted.
 */
export async function printPdf(html: string, signal?: AbortSignal): Promise<Uint8Array> {
  signal?.throwIfAborted();
  const address = `app://print/${randomUUID()}`;
  const printing = printSession();
  documents.set(address, html);
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: printing,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      javascript: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    },
  });
  const stop = (): void => window.destroy();
  signal?.addEventListener('abort', stop);
  try {
    await window.loadURL(address);
    return await window.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    documents.delete(address);
    if (!window.isDestroyed()) window.destroy();
  }
}

const documents = new Map<string, string>();

/** A session of its own, in memory, that serves the documents being printed and refuses every other address. */
function printSession(): Electron.Session {
  const printing = session.fromPartition('print');
  if (!printing.protocol.isProtocolHandled('app')) {
    printing.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !documents.has(url) && !url.startsWith('data:') }));
    printing.on('will-download', (event) => event.preventDefault());
    printing.protocol.handle('app', ({ url }) => {
      const html = documents.get(url);
      if (html === undefined) return new Response(null, { status: 404 });
      return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy } });
    });
  }
  return printing;
}
