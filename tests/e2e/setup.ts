import { buildIfStale } from '../../scripts/build.ts';
import { unpackChromium } from './chromium.ts';

/** The specs run the built application, and build it when it is older than its sources. */
export default async function setup(): Promise<void> {
  await buildIfStale();
  unpackChromium();
}
