import { mapEventIterator } from '@orpc/client';
import { implement, ORPCError, ValidationError, type ImplementerInternalWithMiddlewares } from '@orpc/server';
import { contract, type Contract } from '../../shared/contract/index.ts';
import { AssayError, errorData, errorMessage, type ErrorCode, type ErrorData } from '../../shared/domain/errors.ts';
import { asReadFailure } from './store/failures.ts';
import type { Store } from './store/open.ts';
import type { Workbench } from './workbench.ts';

/** What a host puts beside every call. */
export interface CallContext {
  workbench: Workbench;
  /** May this caller name paths on the disk? True for the command line and the loopback page, false for Electron's page. */
  trustPaths: boolean;
}

/**
 * Input is checked on every call; output is not: it comes from our own typed code, and checking ten thousand passages takes
 * longer than reading them. The contract suite checks the output of every procedure against the contract instead.
 */
const root = implement(contract)
  .$context<CallContext>()
  .$config({ initialInputValidationIndex: 0, initialOutputValidationIndex: Number.NaN });

/**
 * Every failure leaves the core as one of the closed set: expected ones as they are, bad input as `INVALID_INPUT`,
 * everything else logged and as `INTERNAL`.
 */
const closedErrors = root.middleware(async ({ context, next, path }) => {
  const close = (error: unknown): unknown =>
    asCallError(inWhatIsShown(asReadFailure(error, openedCase(context.workbench)?.path ?? 'a case'), context.workbench), (cause) =>
      context.workbench.log.error('procedure failed', cause, { procedure: path.join('.') }),
    );
  try {
    const result = await next();
    if (!isAsyncIterator(result.output)) return result;
    // A stream fails later, while it is being read.
    const output = mapEventIterator(result.output, {
      value: (value) => Promise.resolve(value),
      error: (error) => Promise.resolve(close(error)),
    });
    return { ...result, output: output as typeof result.output };
  } catch (error) {
    throw close(error);
  }
});

/** Kinds of things that are looked for beside the case, whatever is shown of it. */
const besideTheCase: readonly string[] = ['case', 'backup'];

/** What an earlier moment or a backup does not have is not lost: that is said of it. */
function inWhatIsShown(error: unknown, workbench: Workbench): unknown {
  const shown = openedCase(workbench)?.store.readOnly;
  if (!(error instanceof AssayError) || error.code !== 'NOT_FOUND' || (shown !== 'as-of' && shown !== 'backup')) return error;
  const data = error.data as ErrorData<'NOT_FOUND'>;
  return besideTheCase.includes(data.kind) ? error : new AssayError('NOT_FOUND', { ...data, shown }, { cause: error });
}

function openedCase(workbench: Workbench): ReturnType<Workbench['requireCase']> | null {
  try {
    return workbench.requireCase();
  } catch {
    return null;
  }
}

function isAsyncIterator(value: unknown): value is AsyncIterator<unknown, unknown, void> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;
}

function asCallError(error: unknown, log: (error: unknown) => string): unknown {
  if (error instanceof AssayError) return new ORPCError(error.code, { data: error.data, message: error.message, cause: error });
  if (error instanceof ORPCError) {
    if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
      const problems = error.cause.issues.map((issue) => ({
        path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
        message: issue.message,
      }));
      return new ORPCError('INVALID_INPUT', { data: { problems }, message: errorMessage('INVALID_INPUT', { problems }) });
    }
    if (error.code in errorData) return error;
  }
  if (error instanceof DOMException && error.name === 'AbortError') return error;
  const logId = log(error);
  return new ORPCError('INTERNAL' satisfies ErrorCode, { data: { logId }, message: errorMessage('INTERNAL', { logId }) });
}

/** What a handler inside a case works with. */
export interface CaseContext extends CallContext {
  store: Store;
  newId: () => string;
  clock: () => Date;
}

/** Implements procedures that work without an open case. */
export const os: ImplementerInternalWithMiddlewares<Contract, CallContext, CallContext> = root.use(closedErrors);

/** Implements procedures that read or write the open case: `context.store` is it; `NO_CASE_OPEN` when there is none. */
export const inCase: ImplementerInternalWithMiddlewares<Contract, CallContext, CaseContext> = os.use(({ context, next }) => {
  const { workbench } = context;
  return next({ context: { store: workbench.requireCase().store, newId: workbench.newId, clock: workbench.clock } });
});
