import { oc } from '@orpc/contract';
import * as z from 'zod';
import { errorData } from '../domain/errors.ts';

const errors = Object.fromEntries(Object.entries(errorData).map(([code, data]) => [code, { data }])) as {
  [Code in keyof typeof errorData]: { data: (typeof errorData)[Code] };
};

/** The root of every procedure: each may fail with any code of the closed set, and with nothing else. */
export const procedure = oc.errors(errors);

/** The number of the operation that a command made: by it the command can be taken back, whatever was done since. */
export const operationDone = z.object({ seq: z.int() });
