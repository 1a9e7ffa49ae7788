import { mediaTypes, type MediaType } from './mediaTypes.ts';
import type { Importer } from './parser.ts';

const html = async (): Promise<Importer> => (await import('./html/html.ts')).importHtml;
const subtitles = async (): Promise<Importer> => (await import('./subtitles/subtitles.ts')).importSubtitles;

/** The importer of each format. It is loaded when its first file comes: a text need not wait for what reads web pages. */
export const importers: Partial<Record<MediaType, () => Promise<Importer>>> = {
  [mediaTypes.text]: async () => (await import('./text/text.ts')).importText,
  [mediaTypes.markdown]: async () => (await import('./markdown/markdown.ts')).importMarkdown,
  [mediaTypes.html]: html,
  [mediaTypes.xhtml]: html,
  [mediaTypes.mhtml]: async () => (await import('./html/mhtml.ts')).importMhtml,
  [mediaTypes.docx]: async () => (await import('./docx/docx.ts')).importDocx,
  [mediaTypes.odt]: async () => (await import('./odt/odt.ts')).importOdt,
  [mediaTypes.epub]: async () => (await import('./epub/epub.ts')).importEpub,
  [mediaTypes.mail]: async () => (await import('./mail/mail.ts')).importMail,
  [mediaTypes.rtf]: async () => (await import('./rtf/rtf.ts')).importRtf,
  [mediaTypes.srt]: subtitles,
  [mediaTypes.vtt]: subtitles,
};
