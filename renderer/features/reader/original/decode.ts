/** Bytes as the text that the import read them as. `encoding` is its name, perhaps with a remark behind a comma; UTF-8 where it says nothing. */
export function decodeAs(bytes: Uint8Array<ArrayBuffer>, encoding: string): string {
  try {
    return new TextDecoder(encoding.split(',', 1)[0]).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
