import { defineConfig } from '@playwright/test';
import type { HostOptions } from './tests/e2e/app.ts';
import { chromiumPath } from './tests/e2e/chromium.ts';

const root = process.getuid?.() === 0;

export default defineConfig<HostOptions>({
  testMatch: '**/*.spec.ts',
  globalSetup: './tests/e2e/setup.ts',
  outputDir: 'tests/e2e/results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  // A busy machine may be too slow once; what passes only when repeated is reported as such.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1360, height: 860 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
  },
  projects: [
    // `@browser`, `@electron`: what only one host has. Left out of the other, so that a skipped spec is always a loss.
    {
      name: 'browser',
      testDir: 'tests/e2e',
      grepInvert: /@electron/,
      use: { host: 'browser', launchOptions: { executablePath: chromiumPath(), chromiumSandbox: !root } },
    },
    { name: 'electron', testDir: 'tests/e2e', grepInvert: /@browser/, use: { host: 'electron' } },
    { name: 'shell', testDir: 'tests/shell', use: { host: 'electron' } },
  ],
});
