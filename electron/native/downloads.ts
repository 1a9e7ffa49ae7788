import { basename, join } from 'node:path';
import { app, type Session } from 'electron';

const guarded = new WeakSet<Session>();

/**
 * Lets the page save what it made itself, through the system's save dialog, and download nothing else. A checkout under
 * test names a folder in `ASSAY_DOWNLOAD_DIR` and gets no dialog.
 */
export function guardDownloads(session: Session): void {
  if (guarded.has(session)) return;
  guarded.add(session);
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith('blob:')) return event.preventDefault();
    const folder = app.isPackaged ? undefined : process.env['ASSAY_DOWNLOAD_DIR'];
    const name = basename(item.getFilename());
    if (folder) item.setSavePath(join(folder, name));
    else item.setSaveDialogOptions({ defaultPath: join(app.getPath('downloads'), name) });
  });
}
