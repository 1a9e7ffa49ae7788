import { decode } from '../decode.ts';

const headLength = 4_096;

/**
 * The markup of a page, and the encoding that it was read with. In the order of the HTML standard: byte order mark, what the
 * transport said (`told`, of a part of an MHTML file), what the page says of itself, then what its bytes look like.
 */
export function decodeHtml(bytes: Uint8Array, told?: string): { html: string; encoding: string } | null {
  if (!hasMark(bytes)) {
    for (const label of [told, declaredIn(bytes)]) {
      const html = label === undefined ? null : strict(bytes, label);
      if (html !== null) return html;
    }
  }
  const decoded = decode(bytes);
  return decoded.ok ? { html: decoded.text, encoding: decoded.encoding } : null;
}

function hasMark([first, second, third]: Uint8Array): boolean {
  return (
    (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || (first === 0xef && second === 0xbb && third === 0xbf)
  );
}

/** The encoding that a `meta` tag, or the XML declaration, names. */
function declaredIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, headLength)).toString('latin1');
  const label =
    /^\s*<\?xml[^>]*\sencoding=["']([\w:.-]+)/i.exec(head)?.[1] ?? /<meta[^>]*\scharset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1];
  // A page whose `meta` tag could be read letter by letter is none of UTF-16.
  return label && /^utf-?16/i.test(label) ? 'utf-8' : label;
}

/** Null where the label is unknown, or the bytes are not of it: many pages say UTF-8 and are not, or the other way round. */
function strict(bytes: Uint8Array, label: string): { html: string; encoding: string } | null {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    const html = decoder.decode(bytes);
    if (decoder.encoding !== 'utf-8' && isUtf8(bytes)) return null;
    return { html, encoding: decoder.encoding };
  } catch {
    return null;
  }
}

/** Bytes above ASCII that make UTF-8 do so by no chance. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    return /[^\u0000-\u007f]/.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}
