import { labelColour, type Label, type LabelColour } from '../../shared/domain/entities.ts';
import { api, client, newId, queryClient } from '../api/client.ts';

/** Labels to offer for what was typed, and the name under which a new one can be made, if any. */
export function offeredLabels(
  labels: readonly Label[],
  without: readonly string[],
  typed: string,
): { offered: Label[]; create: string | null } {
  const name = typed.trim();
  const folded = name.toLocaleLowerCase();
  const offered = labels.filter(({ id, name: known }) => !without.includes(id) && known.toLocaleLowerCase().includes(folded));
  const taken = labels.some(({ name: known }) => known.toLocaleLowerCase() === folded);
  return { offered, create: name !== '' && !taken ? name : null };
}

/** The colour that fewest labels have, so that new labels can be told apart. */
function freshColour(labels: readonly Label[]): LabelColour {
  const uses = (colour: LabelColour): number => labels.filter((label) => label.colour === colour).length;
  const [, ...colours] = labelColour.options;
  return colours.toSorted((a, b) => uses(a) - uses(b))[0] ?? 'slate';
}

/** Makes a label and returns its id. */
export async function createLabel(name: string, labels: readonly Label[]): Promise<string> {
  const { id } = await client.labels.create({ id: newId(), name, colour: freshColour(labels), definition: '' });
  return id;
}

/** Makes a label, and returns its id once the list of labels has it: until then it would count as one that was deleted. */
export async function createListedLabel(name: string, labels: readonly Label[]): Promise<string> {
  const id = await createLabel(name, labels);
  await queryClient.refetchQueries({ queryKey: api.labels.list.key() });
  return id;
}
