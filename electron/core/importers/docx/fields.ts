import { linkAddress } from '../html/address.ts';

/** Fields of a document, which may lie in each other and reach over paragraphs: a code, and the result that is shown. */
export function createFields() {
  const open: { code: string; inResult: boolean }[] = [];
  const addressOf = (code: string): string | null => {
    const target = /^\s*HYPERLINK\s+(?:"((?:[^"\\]|\\.)*)"|([^\s\\"]+))/i.exec(code);
    return target ? linkAddress((target[1] ?? target[2] ?? '').replaceAll(/\\(.)/g, '$1'), undefined) : null;
  };
  return {
    begin(): void {
      open.push({ code: '', inResult: false });
    },
    /** Adds to the code of the innermost field. */
    code(text: string): void {
      const field = open.at(-1);
      if (field && !field.inResult) field.code += text;
    },
    /** Its code is complete and its result begins: the address that this leads to, null for none. */
    separate(): string | null {
      const field = open.at(-1);
      if (!field) return null;
      field.inResult = true;
      return addressOf(field.code);
    },
    /** True where the field had a result. */
    end: (): boolean => open.pop()?.inResult ?? false,
    /** Whether what comes now is code of some field. */
    inCode: (): boolean => open.some(({ inResult }) => !inResult),
    addressOf,
  };
}
