import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { Sight } from './drawing.ts';
import type { BytesLook } from './mayHide.ts';

/** Shapes of pictures that are nearer to one another, as a share, are the same: they are drawn in whole points. */
const sameShape = 0.02;

/** What a document says of its layers, and its bytes of its pictures. A layer that is switched off hides words as well. */
export async function sightOf(document: PDFDocumentProxy, { mayHide, pictures }: BytesLook): Promise<{ sight: Sight; mayHide: boolean }> {
  const layers = await document.getOptionalContentConfig().catch(() => null);
  const isAnyOff = [...(layers ?? [])].some(([, { visible }]) => !visible);
  return {
    sight: {
      isShown: (layer) => layers?.isVisible(layer as Parameters<typeof layers.isVisible>[0]) ?? true,
      isSolid: (width, height) => {
        const alike = pictures.filter(({ shape }) => Math.abs((shape * height) / width - 1) < sameShape);
        // A picture that was stretched may be any of them.
        const perhaps = alike.length > 0 ? alike : pictures;
        return perhaps.length > 0 && perhaps.every(({ isSolid }) => isSolid);
      },
    },
    mayHide: mayHide || isAnyOff,
  };
}
