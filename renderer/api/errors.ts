import { ORPCError } from '@orpc/client';
import { errorData, errorMessage, type ErrorCode, type ErrorData } from '../../shared/domain/errors.ts';

export interface Failure {
  code: ErrorCode | 'DISCONNECTED';
  /** What happened, what was kept, what to do next. */
  message: string;
  data: unknown;
}

/** What a failed call tells the person. A host that is gone is the one failure the core cannot word itself. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError && error.code in errorData) {
    const code = error.code as ErrorCode;
    const parsed = errorData[code].safeParse(error.data);
    return { code, data: error.data, message: parsed.success ? errorMessage(code, parsed.data as ErrorData<typeof code>) : error.message };
  }
  return {
    code: 'DISCONNECTED',
    data: null,
    message: 'Assay does not answer. What was saved before is safe. Reload this window; if that does not help, start Assay again.',
  };
}

export function hasCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof ORPCError && error.code === code;
}
