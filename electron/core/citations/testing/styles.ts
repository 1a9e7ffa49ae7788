/** A small style of citations of our own, for tests: author, year, title, publication, address. */
export function testStyle({ title = 'House style', info = '', macros = '', bibliography = layout }: Partial<Parts> = {}): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>${title}</title><id>house</id><updated>2024-05-06T00:00:00+00:00</updated>${info}</info>
  <macro name="year"><date variable="issued" prefix="[" suffix="]"><date-part name="year"/></date></macro>
  ${macros}
  <citation><layout><text variable="title"/></layout></citation>
  ${bibliography}
</style>`;
}

interface Parts {
  title: string;
  info: string;
  macros: string;
  bibliography: string;
}

const layout = `<bibliography><layout suffix="."><group delimiter=" | ">
    <names variable="author"><name name-as-sort-order="all"/></names>
    <text macro="year"/>
    <text variable="title" font-style="italic"/>
    <text variable="container-title" text-case="uppercase"/>
    <text variable="URL"/>
  </group></layout></bibliography>`;
