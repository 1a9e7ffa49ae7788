import type { PassageHandle, PassageKind, TextUnit } from '../../../actions/action.ts';
import { useHandles } from '../../../actions/handles.ts';
import { adjustPassage, joinPassages, splitPassage } from '../../../actions/passages.ts';
import { api, queryClient } from '../../../api/client.ts';
import { fragmentsAtMost } from '../../../../shared/contract/passages.ts';
import type { TextRange } from '../../../../shared/domain/entities.ts';
import { quote } from '../../../../shared/text/anchor.ts';
import { withEdge, withFragment, withoutStretch } from '../../../../shared/text/ranges.ts';
import { blockIndexAt, isWhole } from '../../../../shared/text/segment.ts';
import { useWorkspace } from '../../../state/workspace.ts';
import { announce } from '../../../ui/announce.ts';
import { moveEdge } from '../text/caret.ts';
import type { OpenText } from '../text/openText.ts';
import { inWords, type PaintedPassage } from './paint.ts';
import { lengthOf, passagesAt } from '../text/sweep.ts';

const fits: Record<PassageKind, (passage: PaintedPassage) => boolean> = {
  any: () => true,
  'without-claim': ({ standing }) => standing === 'without-claim',
  unverified: ({ standing }) => standing === 'unverified',
};
const calledKind: Record<PassageKind, string> = {
  any: 'passage',
  'without-claim': 'passage without a claim',
  unverified: 'passage whose claim has no verdict',
};

function tell(text: string): void {
  useWorkspace.getState().toast({ tone: 'done', text });
}

const takesInWhole = 'The passage takes in the whole character that its end was put into.';

type Edge = 'start' | 'end';
const edgeOf = (ranges: readonly TextRange[], edge: Edge): number => (edge === 'start' ? ranges[0]!.start : ranges.at(-1)!.end);
const fragments = (count: number): string => (count === 1 ? '1 fragment' : `${count} fragments`);

/** What commands do with the passages of one open article: walk them, open them, and change their shape. */
export class PassageWork implements PassageHandle {
  readonly #reader: OpenText;

  constructor(reader: OpenText) {
    this.#reader = reader;
  }

  // --- walking and opening

  walk(direction: 1 | -1, kind: PassageKind = 'any'): void {
    const all = this.#reader.passages.all();
    const { inspected, inspect } = useWorkspace.getState();
    const here = inspected?.kind === 'passage' ? all.findIndex(({ id }) => id === inspected.id) : -1;
    const from = this.#reader.caretAt;
    const start = (passage: PaintedPassage): number => passage.ranges[0]!.start;
    const ahead =
      here >= 0
        ? direction > 0
          ? all.slice(here + 1)
          : all.slice(0, here)
        : all.filter((passage) => (direction > 0 ? start(passage) >= from : start(passage) < from));
    const next = direction > 0 ? ahead.find(fits[kind]) : ahead.findLast(fits[kind]);
    if (!next) {
      const none = all.some(fits[kind]) ? ` ${direction > 0 ? 'after' : 'before'} this place` : ' in this article';
      announce(`No ${calledKind[kind]}${none}`);
      return;
    }
    this.#reader.place({ at: start(next), anchor: null }, { reveal: false });
    this.#reader.show(next.ranges);
    inspect({ kind: 'passage', id: next.id });
    announce(`${inWords(next)}. ${this.quoteOf(next)}`);
  }

  openAtCaret(): void {
    const all = this.#reader.passages.all();
    const at = this.#reader.selected?.start ?? this.#reader.caretAt;
    const here = passagesAt(all, at);
    const found = here.length > 0 ? here : passagesAt(all, at - 1);
    const { inspect, openDialog } = useWorkspace.getState();
    if (found.length === 0) announce('No passage here');
    else if (found.length === 1) inspect({ kind: 'passage', id: found[0]!.id });
    else openDialog({ kind: 'choose-passage', passageIds: found.map(({ id }) => id) });
  }

  /** A passage chosen by name: from the margin, or from a list of several. */
  open(passageId: string): void {
    const passage = this.#reader.passages.find(passageId);
    if (!passage) return;
    useWorkspace.getState().inspect({ kind: 'passage', id: passageId });
    announce(passage.meaning);
    this.#reader.closeChoice();
  }

  /** A click into passages: the shortest first, the next one with every further click. */
  openAt(offset: number): void {
    const found = this.at(offset);
    if (found.length === 0) return;
    const { inspected, inspect } = useWorkspace.getState();
    const current = inspected?.kind === 'passage' ? found.findIndex(({ id }) => id === inspected.id) : -1;
    const next = found[(current + 1) % found.length]!;
    inspect({ kind: 'passage', id: next.id });
    announce(next.meaning);
    this.#reader.offerChoice(found.length > 1 ? { passageIds: found.map(({ id }) => id), at: offset } : null);
  }

  /** The passages at an offset, shortest first; looks at those of its block alone. */
  at(offset: number): PaintedPassage[] {
    const { passages, source } = this.#reader;
    return passagesAt(passages.slice(blockIndexAt(source.blocks, offset)).passages, offset);
  }

  /** The passages that a short stretch touches, shortest first; looks at those of the block where it starts alone. */
  under({ start, end }: TextRange): PaintedPassage[] {
    const { passages, source } = this.#reader;
    return passages
      .slice(blockIndexAt(source.blocks, start))
      .passages.filter(({ ranges }) => ranges.some((range) => range.start < end && range.end > start))
      .toSorted((a, b) => lengthOf(a) - lengthOf(b));
  }

  /** A double click: the claim of the passage there, or the passage itself, in an inspector that is shown. */
  openClaimAt(offset: number): void {
    const found = this.at(offset);
    const passage = found.find(({ id }) => id === this.chosen?.id) ?? found[0];
    if (!passage) return;
    const [claim] = passage.claims;
    this.#reader.place({ at: offset, anchor: null }, { reveal: false });
    const { frame } = useHandles.getState();
    if (frame?.isShown('inspector') === false) frame.toggle('inspector');
    useWorkspace.getState().inspect(claim ? { kind: 'claim', id: claim.id } : { kind: 'passage', id: passage.id });
    announce(inWords(passage));
  }

  quoteOf({ ranges }: { ranges: readonly TextRange[] }): string {
    return quote(this.#reader.source.text, ranges);
  }

  // --- shapes

  /** The passage in the inspector, where it is one of this article. */
  get chosen(): PaintedPassage | null {
    const { inspected } = useWorkspace.getState();
    return inspected?.kind === 'passage' ? (this.#reader.passages.find(inspected.id) ?? null) : null;
  }

  async adjust(edge: Edge, unit: TextUnit, direction: 1 | -1): Promise<void> {
    const { inspected } = useWorkspace.getState();
    if (inspected?.kind !== 'passage' || unit === 'line') return;
    await this.#change(inspected.id, (ranges) => {
      const extent = { start: ranges[0]!.start, end: ranges.at(-1)!.end };
      return withEdge(ranges, edge, moveEdge(this.#reader.source, extent, edge, unit, direction)[edge]);
    });
  }

  /**
   * What a passage would be with one end at an offset, without white space there, and where its end would then stand; null where
   * that would leave nothing of it.
   */
  withEdgeAt({ ranges }: PaintedPassage, edge: Edge, offset: number): { at: number; ranges: readonly TextRange[] } | null {
    const { text } = this.#reader.source;
    let at = Math.min(Math.max(offset, 0), text.length);
    if (edge === 'end') while (at > 0 && /\s/u.test(text[at - 1]!)) at--;
    else while (at < text.length && /\s/u.test(text[at]!)) at++;
    const moved = withEdge(ranges, edge, at);
    return moved === ranges ? null : { at: edgeOf(moved, edge), ranges: this.#reader.anchorOf(moved).ranges };
  }

  /** Puts one end at an offset, as one step. A character that it would cut is taken in whole, and that is said. */
  async moveEdgeTo(passageId: string, edge: Edge, offset: number): Promise<void> {
    const passage = this.#reader.passages.find(passageId);
    if (!passage) return;
    const wanted = withEdge(passage.ranges, edge, offset);
    const cutsNone = edgeOf(this.#reader.anchorOf(wanted).ranges, edge) === edgeOf(wanted, edge);
    const changed = await this.#change(passageId, (before) => withEdge(before, edge, offset));
    if (changed && !cutsNone) tell(takesInWhole);
  }

  /** Says so where a passage of these words takes in a character that they cut. */
  tellOfCut(range: TextRange | null): void {
    if (range && !isWhole(this.#reader.source.text, range)) tell(takesInWhole);
  }

  async addSelection(): Promise<void> {
    const range = this.#reader.selected;
    const chosen = this.chosen;
    if (!chosen) return tell('Choose the passage to add to first: click it, or walk to it.');
    if (!range) return tell('Select the words to add to the passage first.');
    const ranges = withFragment(this.#reader.source.text, chosen.ranges, range);
    if (ranges.length > fragmentsAtMost) return tell(`A passage has at most ${fragmentsAtMost} fragments. Nothing was added.`);
    this.#reader.takeSelection();
    const changed = await this.#change(chosen.id, (before) => withFragment(this.#reader.source.text, before, range));
    announce(changed ? `Added. The passage has ${fragments(ranges.length)}.` : 'The passage has these words already.');
  }

  async takeOut(): Promise<void> {
    const chosen = this.chosen;
    if (!chosen) return tell('Choose the passage to take words out of first: click it, or walk to it.');
    const at = this.#reader.caretAt;
    const stretch = this.#reader.selected ?? chosen.ranges.find(({ start, end }) => start <= at && at <= end);
    if (!stretch) return tell('Select words of the passage, or put the caret into one of its fragments, to take them out.');
    const left = withoutStretch(this.#reader.source.text, chosen.ranges, stretch);
    if (left.length === 0) return tell('That would leave nothing of the passage. Delete it instead.');
    this.#reader.clearSelection();
    const changed = await this.#change(chosen.id, (before) => withoutStretch(this.#reader.source.text, before, stretch));
    announce(changed ? `Taken out. The passage has ${fragments(left.length)}.` : 'The passage does not have these words.');
  }

  async removeFragment(passageId: string, fragment: TextRange): Promise<void> {
    const changed = await this.#change(passageId, (ranges) => withoutStretch(this.#reader.source.text, ranges, fragment));
    if (changed) announce('Fragment taken out');
  }

  async split(): Promise<void> {
    const at = this.#reader.caretAt;
    const chosen = this.chosen;
    const isInside = ({ ranges }: PaintedPassage): boolean => ranges[0]!.start < at && at < ranges.at(-1)!.end;
    const found = chosen && isInside(chosen) ? chosen : this.at(at).find(isInside);
    const passage = found && this.#stored(found.id);
    if (!passage) return tell('Put the caret between two words of a passage to split it there.');
    this.#reader.clearSelection();
    await splitPassage(passage, at);
  }

  async join(): Promise<void> {
    const { selected, caretAt, passages } = this.#reader;
    const chosen = this.chosen;
    const touched = selected
      ? passages.all().filter(({ ranges }) => ranges.some(({ start, end }) => start < selected.end && end > selected.start))
      : this.at(caretAt);
    const ids = [...new Set([...(chosen ? [chosen.id] : []), ...touched.map(({ id }) => id)])];
    if (ids.length < 2) return tell('Select over two passages or more to join them; the chosen one counts as well.');
    this.#reader.clearSelection();
    await joinPassages(ids);
  }

  #change(passageId: string, change: (ranges: readonly TextRange[]) => readonly TextRange[]): Promise<boolean> {
    return adjustPassage(this.#reader.documentId, passageId, (before) => this.#reader.anchorOf(change(before)));
  }

  #stored(passageId: string) {
    const key = api.passages.list.queryKey({ input: { documentId: this.#reader.documentId } });
    return queryClient.getQueryData(key)?.find(({ id }) => id === passageId);
  }
}
