import { inCase } from '../procedure.ts';
import { checkerOf } from './checker.ts';

export const integrity = {
  verify: inCase.integrity.verify.handler(({ context: { workbench }, signal }) =>
    checkerOf(workbench.requireCase(), workbench).check(signal),
  ),
  status: inCase.integrity.status.handler(({ context: { workbench } }) => checkerOf(workbench.requireCase(), workbench).status()),
};
