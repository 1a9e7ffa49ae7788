import type { Page } from '@playwright/test';

export interface Target {
  origin: string;
  udpPort: number;
}

/** Ways to call out that leave the page where it is. */
export const staying = [
  'fetch',
  'xhr',
  'beacon',
  'websocket',
  'eventsource',
  'img',
  'style',
  'script',
  'iframe',
  'object',
  'video',
  'import',
  'css',
  'form',
  'open',
] as const;

/** Ways to call out by leaving the page. */
export const leaving = ['location', 'refresh', 'link'] as const;

/** Tries all of them from inside the page, and waits until each has failed or come through. Resolves with how each ended. */
export function callOut(page: Page, target: Target): Promise<Record<string, string>> {
  return page.evaluate(async ({ origin }) => {
    const at = (name: string): string => `${origin}/${name}`;
    const ended = (subject: EventTarget): Promise<string> =>
      new Promise((resolve) => {
        for (const type of ['load', 'open', 'error', 'loadeddata', 'close', 'loadend']) subject.addEventListener(type, () => resolve(type));
      });
    const add = <Tag extends keyof HTMLElementTagNameMap>(
      tag: Tag,
      set: (element: HTMLElementTagNameMap[Tag]) => void,
    ): Promise<string> => {
      const element = document.createElement(tag);
      const result = ended(element);
      set(element);
      document.body.append(element);
      return result;
    };
    // Frames that are refused tell nobody: what was asked of the browser after them is answered after them.
    const roundTrip = (): Promise<string> => {
      const image = new Image();
      const result = ended(image);
      image.src = `/${crypto.randomUUID()}.png`;
      return result;
    };
    const ways: Record<string, () => unknown> = {
      fetch: () => fetch(at('fetch')),
      xhr: () => {
        const request = new XMLHttpRequest();
        const result = ended(request);
        request.open('GET', at('xhr'));
        request.send();
        return result;
      },
      beacon: () => navigator.sendBeacon(at('beacon')),
      websocket: () => ended(new WebSocket(at('websocket').replace('http', 'ws'))),
      eventsource: () => ended(new EventSource(at('eventsource'))),
      img: () => add('img', (element) => (element.src = at('img'))),
      style: () => add('link', (element) => Object.assign(element, { rel: 'stylesheet', href: at('style') })),
      script: () => add('script', (element) => (element.src = at('script'))),
      iframe: () => void add('iframe', (element) => (element.src = at('iframe'))),
      object: () => void add('object', (element) => (element.data = at('object'))),
      video: () => add('video', (element) => (element.src = at('video'))),
      import: () => import(/* @vite-ignore */ at('import')),
      css: () => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`body { background-image: url("${at('css')}") }`);
        document.adoptedStyleSheets.push(sheet);
        return getComputedStyle(document.body).backgroundImage;
      },
      form: () => {
        const frame = document.createElement('iframe');
        frame.name = 'sink';
        const form = Object.assign(document.createElement('form'), { action: at('form'), method: 'post', target: 'sink' });
        document.body.append(frame, form);
        form.submit();
      },
      open: () => (window.open(at('open')) ? 'opened' : 'null'),
    };
    const results = Object.entries(ways).map(async ([name, way]) => {
      try {
        return [name, String(await way())] as const;
      } catch (error) {
        return [name, (error as Error).name] as const;
      }
    });
    const ends = Object.fromEntries(await Promise.all(results));
    for (let trip = 0; trip < 3; trip++) await roundTrip();
    return ends;
  }, justTarget(target));
}

/** Gathers ICE candidates with STUN and TURN servers, which no content policy knows of. Resolves when gathering is complete. */
export function callOutByWebRtc(page: Page, target: Target): Promise<string> {
  return page.evaluate(async ({ origin, udpPort }) => {
    const { port } = new URL(origin);
    const connection = new RTCPeerConnection({
      iceServers: [{ urls: `stun:127.0.0.1:${udpPort}` }, { urls: `turn:127.0.0.1:${port}?transport=tcp`, username: 'a', credential: 'b' }],
    });
    connection.createDataChannel('out');
    await connection.setLocalDescription(await connection.createOffer());
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (connection.iceGatheringState === 'complete') resolve();
      };
      connection.addEventListener('icegatheringstatechange', check);
      check();
    });
    connection.close();
    return connection.iceGatheringState;
  }, justTarget(target));
}

/** Starts to leave the page. The page may be gone before this resolves. */
export async function leave(page: Page, way: (typeof leaving)[number], { origin }: Target): Promise<void> {
  await page.evaluate(
    ([chosen, url]) => {
      if (chosen === 'location') window.location.href = url!;
      if (chosen === 'refresh') {
        const meta = document.createElement('meta');
        meta.httpEquiv = 'refresh';
        meta.content = `0;url=${url}`;
        document.head.append(meta);
      }
      if (chosen === 'link') {
        const link = Object.assign(document.createElement('a'), { href: url });
        document.body.append(link);
        link.click();
      }
    },
    [way, `${origin}/${way}`] as const,
  );
}

/** What can be sent into a page: no functions. */
function justTarget({ origin, udpPort }: Target): Target {
  return { origin, udpPort };
}
