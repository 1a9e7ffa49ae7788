import { useClaimWork } from '../state/claimWork.ts';
import { useWorkspace } from '../state/workspace.ts';

const names: Readonly<Record<string, string>> = {
  case: 'Name of the case',
  'citation-entry': 'Correction of a citation',
  citations: 'Citations to be taken',
  cite: 'Source to be cited',
  claim: 'Claim',
  document: 'Article',
  evidence: 'Evidence',
  label: 'Label',
  labels: 'New label',
  note: 'Note',
  paste: 'Article to be pasted',
  report: 'Report',
  sighting: 'Sighting',
  skip: 'Reason to skip',
  verdict: 'Verdict',
};

/** What is chosen and not written: of use only to the form that it stands in. */
const choices = new Set(['id', 'ratingId', 'confidence', 'stance']);

const partsOf = (key: string): string[] => key.split('~', 1)[0]!.split(':');

/** Whether the draft of this key holds what a person wrote, not what they chose. */
export const isWritten = (key: string): boolean => !choices.has(partsOf(key).at(-1)!);

/** Words by which a person knows the field again, from the key of its draft. */
export function nameOfField(key: string): string {
  const [kind, ...rest] = partsOf(key);
  const field = rest.at(-1) ?? '';
  const name = names[kind!] ?? kind!;
  return /^[a-z]+$/i.test(field) && kind !== 'note'
    ? `${name}, ${field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`
    : name;
}

/** A place of the case in which words wait: one form, or one row with its fields. */
export interface TypedPlace {
  id: string;
  name: string;
  /** The thing they are about, where that has words of its own. */
  about: { kind: 'claim' | 'document'; id: string } | null;
  /** Goes there; null where no command leads to it. */
  show: (() => void) | null;
}

/** The places of these fields, each once. */
export function typedPlaces(keys: readonly string[]): TypedPlace[] {
  const places = keys.filter(isWritten).map(placeOf);
  return places.filter(({ id }, index) => places.findIndex((other) => other.id === id) === index);
}

function placeOf(key: string): TypedPlace {
  const [kind = '', first = '', second = ''] = partsOf(key);
  const workspace = useWorkspace.getState();
  const place = (about: TypedPlace['about'], show: TypedPlace['show']): TypedPlace => {
    const id = kind === 'note' || kind === 'labels' ? `${kind}:${first}:${second}` : `${kind}:${first}`;
    return { id, name: names[kind] ?? kind, about, show };
  };
  const showClaim = (claimId: string) => (): void => {
    workspace.show('claims');
    workspace.inspect({ kind: 'claim', id: claimId });
  };
  switch (kind) {
    case 'claim':
      return place({ kind: 'claim', id: first }, showClaim(first));
    case 'verdict':
      return place({ kind: 'claim', id: first }, () => {
        showClaim(first)();
        useClaimWork.getState().wantField({ claimId: first, field: 'verdict.rationale' });
      });
    case 'cite':
      return place({ kind: 'claim', id: first }, () => workspace.openDialog({ kind: 'cite-source', claimId: first }));
    case 'document':
      return place({ kind: 'document', id: first }, () => {
        workspace.show('library');
        workspace.inspect({ kind: 'document', id: first });
      });
    case 'note':
    case 'labels':
      return placeOn(place, first, second, showClaim);
    case 'evidence':
      return place(null, () => {
        workspace.show('evidence');
        workspace.inspect({ kind: 'evidence', id: first });
      });
    case 'paste':
      return place(null, () => workspace.openDialog({ kind: 'paste-article' }));
    case 'citations':
    // Its entry has to be read again: the citations that were pasted, and the files of the case, stand there.
    case 'citation-entry':
      return place(null, () => workspace.openDialog({ kind: 'take-citations', documentId: null }));
    case 'case':
      return place(null, () => workspace.openDialog({ kind: 'rename-case' }));
    case 'report':
      return place(null, () => workspace.show('report'));
    default:
      return place(null, null);
  }
}

/** A note or a label on something. */
function placeOn(
  place: (about: TypedPlace['about'], show: TypedPlace['show']) => TypedPlace,
  kind: string,
  id: string,
  showClaim: (claimId: string) => () => void,
): TypedPlace {
  if (kind === 'claim') return place({ kind, id }, showClaim(id));
  if (kind !== 'document' && kind !== 'passage' && kind !== 'evidence') return place(null, null);
  return place(kind === 'document' ? { kind, id } : null, () => useWorkspace.getState().inspect({ kind, id }));
}
