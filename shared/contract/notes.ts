import * as z from 'zod';
import { note, noteTarget } from '../domain/entities.ts';
import { id, revision } from '../domain/ids.ts';
import { procedure } from './base.ts';

const markdown = z.string().max(200_000);

export const notes = {
  list: procedure.input(z.object({ targetKind: noteTarget, targetId: id })).output(z.array(note)),
  create: procedure.input(z.object({ id, targetKind: noteTarget, targetId: id, markdown })).output(note),
  update: procedure.input(z.object({ noteId: id, revision, markdown, gesture: id.optional() })).output(note),
  remove: procedure.input(z.object({ noteId: id })).output(z.null()),
};
