/** One line of a bench: what was measured, and how it stands to its bar and to what it is compared with. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** What the value is compared with, measured in the same run; null where there is nothing to compare. */
  reference: { name: string; value: number } | null;
  /** value / reference */
  ratio: number | null;
  /** Highest value that is good enough; null where none was set. */
  bar: number | null;
  met: boolean | null;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

/** Makes a row of a measured value. Lower is better in every row. */
export function row(name: string, value: number, unit: string, bar: number | null = null, reference: Row['reference'] = null): Row {
  return {
    name,
    value: rounded(value),
    unit,
    reference: reference && { name: reference.name, value: rounded(reference.value) },
    ratio: reference && rounded(value / reference.value),
    bar,
    met: bar === null ? null : value <= bar,
  };
}

export function asTable(rows: readonly Row[]): string {
  const heading = ['name', 'value', 'unit', 'reference', 'ratio', 'bar', 'met'];
  const cells = rows.map(({ name, value, unit, reference, ratio, bar, met }) => [
    name,
    String(value),
    unit,
    reference ? `${reference.value} ${reference.name}` : '-',
    ratio === null ? '-' : String(ratio),
    bar === null ? '-' : String(bar),
    met === null ? '-' : met ? 'yes' : 'NO',
  ]);
  const widths = heading.map((title, index) => Math.max(title.length, ...cells.map((line) => line[index]!.length)));
  return [heading, ...cells]
    .map((line) =>
      line
        .map((cell, index) => cell.padEnd(widths[index]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
