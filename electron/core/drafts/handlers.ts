import { inCase } from '../procedure.ts';
import { draftsBeside } from './attend.ts';
import { countDrafts, deleteDrafts, listDrafts, writeDraft } from './queries.ts';

/**
 * Words that are typed and not yet part of the case. They belong to the case itself, also while a backup or an earlier moment
 * of it is shown, and they are on the disk, twice, before a call is answered; its history does not know of them.
 */
export const drafts = {
  list: inCase.drafts.list.handler(({ input, context: { workbench } }) => listDrafts(workbench.requireCase().live, input.prefix)),

  keep: inCase.drafts.keep.handler(({ input, context: { workbench, clock } }) => {
    const opened = workbench.requireCase();
    const { live } = opened;
    // Half a surrogate pair, as a cut emoji leaves it, cannot be stored.
    const draft = { key: input.key.toWellFormed(), text: input.text.toWellFormed(), at: clock().toISOString() };
    live.keep(() => writeDraft(live, draft));
    draftsBeside(opened)?.keep(draft);
    return draft;
  }),

  drop: inCase.drafts.drop.handler(({ input: { keys }, context: { workbench, clock } }) => {
    const opened = workbench.requireCase();
    const { live } = opened;
    if (countDrafts(live, keys) === 0) return null;
    live.keep(() => deleteDrafts(live, keys));
    draftsBeside(opened)?.drop(keys, clock().toISOString());
    return null;
  }),
};
