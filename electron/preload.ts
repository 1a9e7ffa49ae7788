import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { AssayDesktop, OpenRequest, portMessageType } from '../shared/domain/desktop.ts';

// Runs sandboxed, beside the page: hands it one port to the core, and the few calls of AssayDesktop. Nothing else crosses.

const portMessage = { type: 'assay:port' satisfies typeof portMessageType };

window.addEventListener('message', function connect(event: MessageEvent<{ type?: unknown } | null>) {
  if (event.source !== window || event.data?.type !== 'assay:page-ready') return;
  window.removeEventListener('message', connect);
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage('assay:connect', null, [port1]);
  window.postMessage(portMessage, window.location.origin, [port2]);
});

function listen<Payload>(channel: string, listener: (payload: Payload) => void): () => void {
  const receive = (_event: IpcRendererEvent, payload: Payload): void => listener(payload);
  ipcRenderer.on(channel, receive);
  return () => ipcRenderer.off(channel, receive);
}

// Requests that arrive before the page listens wait for it.
let waiting: OpenRequest[] = [];
const openRequestListeners = new Set<(request: OpenRequest) => void>();
listen('assay:open-request', (request: OpenRequest) => {
  if (openRequestListeners.size === 0) waiting.push(request);
  for (const listener of openRequestListeners) listener(request);
});

const desktop: AssayDesktop = {
  platform: process.platform as AssayDesktop['platform'],
  openCaseDialog: () => ipcRenderer.invoke('assay:open-case'),
  createCaseDialog: () => ipcRenderer.invoke('assay:create-case'),
  chooseBackupFolder: () => ipcRenderer.invoke('assay:choose-backup-folder'),
  chooseWatchedFolder: () => ipcRenderer.invoke('assay:choose-watched-folder'),
  openLink: (address) => ipcRenderer.invoke('assay:open-link', address),
  newWindow: () => ipcRenderer.invoke('assay:new-window'),
  setMenu: (model) => ipcRenderer.invoke('assay:set-menu', model),
  onMenuAction: (listener) => listen('assay:menu-action', listener),
  onOpenRequest(listener) {
    openRequestListeners.add(listener);
    waiting.forEach(listener);
    waiting = [];
    return () => openRequestListeners.delete(listener);
  },
  onAssistiveTechnology(listener) {
    const end = listen('assay:assistive-technology', listener);
    void ipcRenderer.invoke('assay:assistive-technology').then(listener);
    return end;
  },
};

contextBridge.exposeInMainWorld('assayDesktop', desktop);
