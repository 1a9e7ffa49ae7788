import { ORPCError } from '@orpc/client';
import { expect } from 'vitest';
import { errorMessage, type ErrorCode, type ErrorData } from '../../shared/domain/errors.ts';

/** Expects a failure of the closed set to arrive whole: code, data, and the sentence that belongs to them. */
export async function expectFailure<Code extends ErrorCode>(
  work: Promise<unknown>,
  code: Code,
  data?: Partial<ErrorData<Code>>,
): Promise<void> {
  const error: unknown = await work.then(
    () => null,
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(ORPCError);
  const { code: found, data: foundData, message, defined } = error as ORPCError<Code, ErrorData<Code>>;
  expect(found).toBe(code);
  expect(defined).toBe(true);
  if (data) expect(foundData).toMatchObject(data);
  expect(message).toBe(errorMessage(code, foundData));
}
