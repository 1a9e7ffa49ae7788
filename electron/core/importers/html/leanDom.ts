import { Element, Node, parseHTML } from 'linkedom';

/*
 * linkedom keeps a map of listeners for every node, attributes included, and makes a style for every element that is asked for one: a third of
 * the time that a page takes, most of it in collecting them again. Nothing listens to a page here, and few of its elements have a style.
 * What is read of a page stays the same.
 */

/** Stands above all nodes, where else a node is made something to listen to. */
function Silent(): void {
  // Makes nothing.
}

Object.setPrototypeOf(Node.prototype.constructor, Silent);

const { get: styleOf, ...style } = Object.getOwnPropertyDescriptor(Element.prototype, 'style')!;
Object.defineProperty(Element.prototype, 'style', {
  ...style,
  get(this: { hasAttribute(name: string): boolean }): unknown {
    return this.hasAttribute('style') ? styleOf!.call(this) : null;
  },
});

export { parseHTML };
