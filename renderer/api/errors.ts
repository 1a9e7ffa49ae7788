import { ORPCError } from '@orpc/client';
import { errorData, errorMessage, type ErrorCode, type ErrorData } from '../../shared/domain/errors.ts';

export interface Failure {
  code: ErrorCode | 'DISCONNECTED';
  /** What happened, what was kept, what to do next. */
  message: string;
  data: unknown;
}

/** The same for a failure that was handed on as plain data. */
export function failureOfData({ code, data, message }: { code: ErrorCode; data: unknown; message: string }): Failure {
  const parsed = errorData[code].safeParse(data);
  return { code, data, message: parsed.success ? errorMessage(code, parsed.data as ErrorData<typeof code>) : message };
}

/** What a failed call tells the person. A host that is gone is the one failure the core cannot word itself. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError && error.code in errorData) {
    return failureOfData({ code: error.code as ErrorCode, data: error.data, message: error.message });
  }
  return {
    code: 'DISCONNECTED',
    data: null,
    message: 'Assay does not answer. What was saved before is safe. Reload this window; if that does not help, start Assay again.',
  };
}

/** What the program found, in its own words: for whoever looks into it later. */
export function detailOf({ code, data }: Failure): string | null {
  const detail = code === 'CASE_DAMAGED' ? (data as Partial<ErrorData<'CASE_DAMAGED'>> | null)?.detail : undefined;
  return detail ? `In detail: ${detail}` : null;
}

export function hasCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof ORPCError && error.code === code;
}

/** Whether nothing at all can be saved now, whatever it is: the save mark says so. */
export const keepsFromSaving = ({ code }: Failure): boolean => ['DISK_FAILED', 'CASE_GONE', 'READ_ONLY', 'DISCONNECTED'].includes(code);
