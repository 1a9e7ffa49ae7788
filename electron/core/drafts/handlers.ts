import { inCase } from '../procedure.ts';
import { countDrafts, deleteDrafts, listDrafts, writeDraft } from './queries.ts';

/**
 * Words that are typed and not yet part of the case. They belong to the case itself, also while a backup or an earlier moment
 * of it is shown, and they are on the disk before a call is answered; its history does not know of them.
 */
export const drafts = {
  list: inCase.drafts.list.handler(({ input, context: { workbench } }) => listDrafts(workbench.requireCase().live, input.prefix)),

  keep: inCase.drafts.keep.handler(({ input, context: { workbench, clock } }) => {
    const { live } = workbench.requireCase();
    const draft = { ...input, at: clock().toISOString() };
    live.keep(() => writeDraft(live, draft));
    return draft;
  }),

  drop: inCase.drafts.drop.handler(({ input: { keys }, context: { workbench } }) => {
    const { live } = workbench.requireCase();
    if (countDrafts(live, keys) > 0) live.keep(() => deleteDrafts(live, keys));
    return null;
  }),
};
