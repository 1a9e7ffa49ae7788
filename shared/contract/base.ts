import { oc } from '@orpc/contract';
import { errorData } from '../domain/errors.ts';

const errors = Object.fromEntries(Object.entries(errorData).map(([code, data]) => [code, { data }])) as {
  [Code in keyof typeof errorData]: { data: (typeof errorData)[Code] };
};

/** The root of every procedure: each may fail with any code of the closed set, and with nothing else. */
export const procedure = oc.errors(errors);
