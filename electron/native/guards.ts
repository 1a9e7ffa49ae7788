import { app, type Session, type WebContents } from 'electron';
import { developing, pageOrigin, pageUrl } from './page.ts';

const devAddresses = ['devtools:', 'chrome-extension:'];

/** May anything in a window ask for this address? Its own page and what the page made itself; nothing outside. */
export function mayRequest(url: string): boolean {
  const { protocol } = new URL(url);
  if (protocol === 'app:') return url.startsWith('app://assay/');
  // A blob: address carries the origin that made it.
  if (protocol === 'blob:') return url.startsWith(`blob:${pageOrigin}/`);
  if (!developing) return false;
  return devAddresses.includes(protocol) || new URL(url).host === new URL(pageOrigin).host;
}

/** Closes what a content policy alone leaves open, for every window and session there will ever be. Must run before Electron is ready. */
export function closeEveryWayOut(): void {
  if (!developing) {
    // No name is ever looked up, whatever asks: prefetch hints and WebRTC pass by the request filter.
    app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
    app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
    app.commandLine.appendSwitch('disable-background-networking');
    app.commandLine.appendSwitch('disable-component-update');
    app.commandLine.appendSwitch('disable-domain-reliability');
    app.commandLine.appendSwitch('no-pings');
  }
  app.on('session-created', guardSession);
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

function guardSession(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayRequest(url) }));
  // Only copying is granted: it needs a person's click, and tells the page nothing.
  const granted = (permission: string, origin: string): boolean =>
    permission === 'clipboard-sanitized-write' && origin.replace(/\/$/, '') === pageOrigin;
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    answer(granted(permission, requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => granted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
  session.setSpellCheckerEnabled(false);
}

function guardContents(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    // The page may be loaded again; it may not become another.
    const again = event.isMainFrame && (event.url === pageUrl || (developing && event.url.startsWith(pageUrl)));
    if (!again) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
}
