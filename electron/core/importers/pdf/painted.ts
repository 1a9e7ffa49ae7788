import { mostAreas, thinnest, type Box } from './geometry.ts';

/** What is painted on a page, as far as it says what can be seen below and above it. Places are the PDF's own, whose y axis points up. */
export interface Area {
  box: Box;
  /** `#rrggbb`; null where it is not told, or where not all of the box is painted so. */
  colour: string | null;
  at: number;
  kind: 'shape' | 'picture';
  /** Whether it hides all that lies under it in a place; null where it lets something through, or that is not known. */
  hides: ((place: Box) => boolean) | null;
}

const none: readonly Area[] = [];
const paper = '#ffffff';
/** Of 255: colours that are nearer to one another are not told apart. */
const nearest = 10;

const holds = ([left, bottom, right, top]: Box, x: number, y: number): boolean => x >= left && x <= right && y >= bottom && y <= top;
const meets = (one: Box, other: Box): boolean => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];

export class Painted {
  readonly #areas: Area[] = [];
  #hiding: Area[] = [];

  add(area: Area): void {
    const { box } = area;
    if (this.#areas.length > mostAreas || box[2] - box[0] < thinnest || box[3] - box[1] < thinnest) return;
    this.#areas.push(area);
    if (area.hides) this.#hiding.push(area);
    if (this.#areas.length > mostAreas) this.#hiding = [];
  }

  /** Whether a letter of a colour at a place cannot be told from what was painted there before it; `at` counts the operators of the page. */
  isLost(colour: string, x: number, y: number, at: number): boolean {
    if (this.#areas.length > mostAreas) return false;
    const ground = this.#areas.findLast((area) => area.at < at && holds(area.box, x, y));
    const under = ground ? ground.colour : paper;
    return under !== null && areAlike(under, colour);
  }

  get hidesNothing(): boolean {
    return this.#hiding.length === 0;
  }

  /** What may hide some of what was drawn in a box before it. */
  over(box: Box, at: number): readonly Area[] {
    return this.hidesNothing ? none : this.#hiding.filter((area) => area.at > at && meets(area.box, box));
  }

  /** Pictures that were drawn after something, and let nothing through. */
  picturesAfter(at: number): readonly Area[] {
    return this.#hiding.filter((area) => area.kind === 'picture' && area.at > at);
  }

  /** Whether a picture that may let nothing through lies over a place of a shape. */
  showsPictureAbove(shape: Area, box: Box): boolean {
    return this.#areas.some(({ kind, at, box: picture }) => kind === 'picture' && at > shape.at && meets(picture, box));
  }
}

/** The topmost of some areas that hides all of a place. */
export function coverOf(areas: readonly Area[], place: Box): Area | undefined {
  const [left, bottom, right, top] = place;
  return areas.findLast(({ box, hides }) => holds(box, left, bottom) && holds(box, right, top) && hides!(place));
}

function areAlike(one: string, other: string): boolean {
  const part = (colour: string, index: number): number => Number.parseInt(colour.slice(1 + index * 2, 3 + index * 2), 16);
  return [0, 1, 2].every((index) => Math.abs(part(one, index) - part(other, index)) < nearest);
}
