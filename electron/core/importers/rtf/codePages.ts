/** Encodings of the character sets that a font table names. */
const ofCharset: Readonly<Record<number, string>> = {
  0: 'windows-1252',
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  130: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};

const ofPage: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  10007: 'x-mac-cyrillic',
  20866: 'koi8-r',
  21866: 'koi8-u',
  54936: 'gb18030',
  65001: 'utf-8',
};

/** Charset of fonts whose letters are signs. */
export const symbolCharset = 2;

/** The encoding of a font's character set; null where it is that of the whole document. */
export const encodingOfCharset = (charset: number): string | null => ofCharset[charset] ?? null;

/** The encoding of a code page by its number; null for one that nobody decodes. */
export function encodingOfPage(page: number): string | null {
  if (page >= 1250 && page <= 1258) return `windows-${page}`;
  return ofPage[page] ?? null;
}

const decoders = new Map<string, (bytes: Uint8Array) => string>();

/** Bytes as letters of an encoding; what is no letter of it becomes a replacement character. */
export function decodeBytes(bytes: readonly number[], encoding: string): string {
  let decode = decoders.get(encoding);
  if (!decode) {
    const decoder = new TextDecoder(encoding);
    decode = (some) => decoder.decode(some);
    decoders.set(encoding, decode);
  }
  return decode(Uint8Array.from(bytes));
}
