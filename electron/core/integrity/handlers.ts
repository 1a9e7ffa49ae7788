import { inCase } from '../procedure.ts';
import { checkAll } from './checks.ts';

export const integrity = {
  verify: inCase.integrity.verify.handler(({ context: { workbench }, signal }) => {
    const { live, path } = workbench.requireCase();
    return path === ':memory:' ? checkAll(live.db, () => signal?.throwIfAborted()) : workbench.maintain('verify', { path }, signal);
  }),
};
