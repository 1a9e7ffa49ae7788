import { conduct } from './conduct.ts';
import { figures } from './figures.ts';
import type { StoryClaim } from './story.ts';

/** The claims of the demo case, in the order in which they are made. */
export const claims: StoryClaim[] = [...figures, ...conduct];
