import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../e2e/app.ts';

const root = join(import.meta.dirname, '../..');

/** Electron's own list of 20, in its order, against the running application. */
test('the security checklist of Electron holds', async ({ app }) => {
  const { page, electron } = app;
  const preferences = await electron!.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    return (webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
  });
  const item = (number: number, name: string, check: () => unknown): Promise<unknown> => test.step(`${number}. ${name}`, check);

  await item(1, 'only secure content', async () => {
    expect(page.url()).toMatch(/^app:\/\/assay\//);
    expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
  });
  await item(2, 'no Node in the page', async () => {
    expect(preferences).toMatchObject({ nodeIntegration: false, nodeIntegrationInSubFrames: false });
    expect(await page.evaluate(() => [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')])).toEqual([
      'undefined',
      'undefined',
    ]);
  });
  await item(3, 'context isolation', async () => {
    expect(preferences).toMatchObject({ contextIsolation: true });
    // What the page changes is not what the preload script uses.
    const calledOut = await page.evaluate(async () => {
      let seen = false;
      const original = Set.prototype.add;
      Set.prototype.add = function add(item: unknown) {
        seen = true;
        return original.call(this, item);
      };
      window.assayDesktop!.onOpenRequest(() => undefined)();
      Set.prototype.add = original;
      return seen;
    });
    expect(calledOut).toBe(false);
  });
  await item(4, 'sandboxed processes', () => expect(preferences).toMatchObject({ sandbox: true }));
  await item(5, 'permissions are refused', async () => {
    const answers = await page.evaluate(async () => {
      const refused = async (work: () => Promise<unknown>): Promise<string> => {
        try {
          return String(await work());
        } catch (error) {
          return (error as Error).name;
        }
      };
      return {
        notifications: await refused(() => Notification.requestPermission()),
        geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
        camera: await refused(() => navigator.mediaDevices.getUserMedia({ video: true })),
        clipboardRead: await refused(() => navigator.clipboard.readText()),
        screen: await refused(() => navigator.mediaDevices.getDisplayMedia()),
      };
    });
    expect(answers).toMatchObject({ notifications: 'denied', geolocation: 'denied', clipboardRead: 'NotAllowedError' });
    expect(answers.camera).toMatch(/^Not(Allowed|Found|Supported)Error$/);
    expect(answers.screen).toMatch(/Error$/);
  });
  await item(6, 'web security is on', () => expect(preferences).toMatchObject({ webSecurity: true }));
  await item(7, 'a content security policy', async () => {
    const answer = await page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));
      const script = document.createElement('script');
      let trusted = false;
      try {
        script.text = 'window.ran = true';
      } catch {
        trusted = true;
      }
      document.body.append(script);
      return { trusted, ran: Reflect.get(window, 'ran') as unknown, violations };
    });
    expect(answer).toMatchObject({ trusted: true, ran: undefined });
    expect(await policyOf(app)).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-src 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types assay-finder assay-pdf",
    );
  });
  await item(8, 'no insecure content', () => expect(preferences).toMatchObject({ allowRunningInsecureContent: false }));
  await item(9, 'no experimental features', () => expect(preferences).toMatchObject({ experimentalFeatures: false }));
  await item(10, 'no extra Blink features', () => expect(preferences['enableBlinkFeatures'] ?? '').toBe(''));
  await item(11, 'no pop-ups from web views', () => expect(preferences).toMatchObject({ webviewTag: false }));
  await item(12, 'no web view can be attached', async () => {
    await page.evaluate(() => document.body.append(Object.assign(document.createElement('webview'), { src: 'app://assay/' })));
    expect(await page.evaluate(() => 'getWebContentsId' in document.querySelector('webview')!)).toBe(false);
    expect(await electron!.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getType()))).toEqual([
      'window',
    ]);
  });
  await item(13, 'navigation is refused', async () => {
    const before = page.url();
    await page.evaluate(() => window.location.assign('app://assay/elsewhere'));
    await electron!.evaluate(() => undefined);
    expect(page.url()).toBe(before);
  });
  await item(14, 'new windows are refused', async () => {
    expect(await page.evaluate(() => window.open('about:blank'))).toBeNull();
    expect(electron!.windows()).toHaveLength(1);
  });
  await item(15, 'nothing is opened outside but pages of the web, by the one call that the page makes after it asked', async () => {
    expect(builtMain()).not.toMatch(/openPath\(/);
    expect(builtMain().match(/openExternal/g)).toHaveLength(1);
    await app.electron!.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { openedOutside: opened });
      shell.openExternal = (address) => Promise.resolve(void opened.push(address));
    });
    const addresses = [
      'file:///etc/passwd',
      'javascript:alert(1)',
      'smb://a.example/x',
      'ms-settings:',
      'C:\\x.exe',
      '',
      'https://',
      'https://a.example/x?y=z',
    ];
    for (const address of addresses) await page.evaluate((asked) => window.assayDesktop!.openLink(asked).catch(() => null), address);
    expect(await app.electron!.evaluate(() => (globalThis as unknown as { openedOutside: string[] }).openedOutside)).toEqual([
      'https://a.example/x?y=z',
    ]);
  });
  await item(16, 'a current Electron is shipped', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };
    expect(Number.parseInt(devDependencies['electron']!, 10)).toBeGreaterThanOrEqual(45);
  });
  await item(17, 'the sender of every message is checked', async () => {
    const foreign = await electron!.evaluate(
      async ({ BrowserWindow }, preload) => {
        const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } });
        await window.loadURL('about:blank');
        const answer = (await window.webContents.executeJavaScript(
          'window.assayDesktop.newWindow().then(() => "answered", (error) => error.message)',
        )) as string;
        window.destroy();
        return answer;
      },
      join(root, 'dist/preload/preload.cjs'),
    );
    expect(foreign).toContain('only the page of Assay may call its desktop');
    const malformed = await page.evaluate(() =>
      window.assayDesktop!.setMenu({ menus: [{ label: 'X', items: [{ type: 'role', role: 'reload' as 'quit' }] }] }).then(
        () => 'answered',
        (error: Error) => error.message,
      ),
    );
    expect(malformed).toContain('invalid_');
  });
  await item(18, 'no file: addresses', async () => {
    const ends = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const image = new Image();
          image.addEventListener('load', () => resolve('load'));
          image.addEventListener('error', () => resolve('error'));
          image.src = 'file:///usr/share/pixmaps/debian-logo.png';
        }),
    );
    expect(ends).toBe('error');
  });
  // 19, the fuses, is checked on the packaged application.
  await item(20, 'no Electron interface reaches the page', async () => {
    expect(await page.evaluate(() => Object.keys(window.assayDesktop!).toSorted())).toEqual([
      'chooseBackupFolder',
      'chooseWatchedFolder',
      'createCaseDialog',
      'newWindow',
      'onAssistiveTechnology',
      'onMenuAction',
      'onOpenRequest',
      'openCaseDialog',
      'openLink',
      'platform',
      'setMenu',
    ]);
    expect(await page.evaluate(() => ['ipcRenderer', 'electron', 'Buffer', 'global'].filter((name) => name in window))).toEqual([]);
  });
});

test('the spell checker, which would download dictionaries, is off, and no name is ever looked up', async ({ app }) => {
  const state = await app.electron!.evaluate(({ session, app: application }) => ({
    spelling: session.defaultSession.isSpellCheckerEnabled(),
    resolver: application.commandLine.getSwitchValue('host-resolver-rules'),
  }));
  expect(state).toEqual({ spelling: false, resolver: 'MAP * ~NOTFOUND' });
});

test('the page of the application reads files of its own folder and nothing else', async ({ app }) => {
  const statuses = await app.electron!.evaluate(
    async ({ session }, paths) => {
      const answers = paths.map(async (path) => (await session.defaultSession.fetch(`app://${path}`)).status);
      return Promise.all(answers);
    },
    [
      'assay/index.html',
      'assay/../main/main.js',
      'assay/%2e%2e/main/main.js',
      'assay/..%2fmain/main.js',
      'assay/%5c..%5cmain/main.js',
      'other/index.html',
      'assay/.vite/manifest.json',
    ],
  );
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404]);
});

async function policyOf({ electron }: { electron: import('@playwright/test').ElectronApplication | null }): Promise<string | null> {
  return electron!.evaluate(async ({ session }) => {
    const answer = await session.defaultSession.fetch('app://assay/');
    return answer.headers.get('content-security-policy');
  });
}

function builtMain(): string {
  return readFileSync(join(root, 'dist/main/main.js'), 'utf8');
}
