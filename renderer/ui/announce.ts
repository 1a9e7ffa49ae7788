import { shortTextOf } from '../../shared/text/shortText.ts';

/** Some minutes of speech: a paragraph may be a whole book. */
const spokenAtMost = 5_000;

let region: HTMLElement | null = null;

/** Tells people who listen to the screen what changed elsewhere on it. Says nothing twice that was only painted twice. */
export function announce(text: string): void {
  if (!region) {
    region = document.createElement('div');
    region.className = 'visually-hidden';
    region.setAttribute('role', 'status');
    // Keeps React Aria from silencing it while a dialog is open.
    region.dataset['liveAnnouncer'] = 'true';
    document.body.append(region);
  }
  const line = document.createElement('p');
  line.textContent = text.length > spokenAtMost ? shortTextOf(text.slice(0, 2 * spokenAtMost), spokenAtMost) : text;
  region.replaceChildren(line);
}
