import type { Box } from './geometry.ts';

/** What is painted on a page, as far as it says what can be seen below and above it. Places are the PDF's own, whose y axis points up. */
interface Area {
  box: Box;
  /** `#rrggbb`; null where it is not told, or where not all of the box is painted so. */
  colour: string | null;
  at: number;
}

/** A page of more areas than that is a drawing: what is seen of it is not told. */
const mostAreas = 6_000;
/** Lines are no ground. Points. */
const thinnest = 2;
const paper = '#ffffff';
/** Of 255: colours that are nearer to one another are not told apart. */
const nearest = 10;

const holds = ([left, bottom, right, top]: Box, x: number, y: number): boolean => x >= left && x <= right && y >= bottom && y <= top;

export class Painted {
  readonly #areas: Area[] = [];

  /** `at` counts the operators of the page. */
  add(box: Box, colour: string | null, at: number): void {
    if (this.#areas.length > mostAreas || box[2] - box[0] < thinnest || box[3] - box[1] < thinnest) return;
    this.#areas.push({ box, colour, at });
  }

  /** Whether a letter of a colour at a place cannot be told from what was painted there before it. */
  isLost(colour: string, x: number, y: number, at: number): boolean {
    if (this.#areas.length > mostAreas) return false;
    const ground = this.#areas.findLast((area) => area.at < at && holds(area.box, x, y));
    const under = ground ? ground.colour : paper;
    return under !== null && areAlike(under, colour);
  }

  /** Whether what was drawn in a box is painted over later, all of it. */
  isCovered([left, bottom, right, top]: Box, at: number): boolean {
    if (this.#areas.length > mostAreas) return false;
    return this.#areas.some(
      ({ at: later, colour, box }) => later > at && colour !== null && holds(box, left, bottom) && holds(box, right, top),
    );
  }
}

function areAlike(one: string, other: string): boolean {
  const part = (colour: string, index: number): number => Number.parseInt(colour.slice(1 + index * 2, 3 + index * 2), 16);
  return [0, 1, 2].every((index) => Math.abs(part(one, index) - part(other, index)) < nearest);
}
