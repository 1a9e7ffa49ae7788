declare module 'citeproc' {
  /** An element of a style or locale as the processor takes it in place of XML. */
  export interface CslNode {
    name: string;
    attrs: Record<string, string>;
    children: (CslNode | string)[];
  }
  interface Engine {
    updateItems(ids: readonly string[]): void;
    /** Entries without any words are left out, though their ids are not: what is embedded tells which one each is. */
    makeBibliography(): [object, string[]] | false;
  }
  interface Processor {
    Engine: new (
      sys: {
        retrieveLocale(language: string): CslNode;
        retrieveItem(id: string): object;
        /** HTML to stand behind the entry of an item that has this `system_id`. */
        embedBibliographyEntry(id: string): string;
      },
      style: CslNode,
      language?: string,
    ) => Engine;
    debug: (message: string) => void;
  }
  const CSL: Processor;
  export default CSL;
}
