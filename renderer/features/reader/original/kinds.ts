/** How the original of a media type is shown. `none`: not here. */
export type BodyKind = 'pdf' | 'web' | 'picture' | 'source' | 'none';

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const webPages = new Set(['text/html', 'application/xhtml+xml', 'multipart/related']);
const sources = new Set([
  'text/plain',
  'text/markdown',
  'message/rfc822',
  'application/rtf',
  'application/x-subrip',
  'text/vtt',
  'application/xml',
  'image/svg+xml',
  'application/x-tex',
  'application/x-ipynb+json',
  'application/mbox',
]);

export function bodyKindOf(mediaType: string): BodyKind {
  if (mediaType === 'application/pdf') return 'pdf';
  if (webPages.has(mediaType)) return 'web';
  if (pictures.has(mediaType)) return 'picture';
  return sources.has(mediaType) ? 'source' : 'none';
}
