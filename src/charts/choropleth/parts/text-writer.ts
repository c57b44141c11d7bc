export function required<Found extends Element = HTMLElement>(root: Element, selector: string) {
  const found = root.querySelector<Found>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

/** Writes into the first match; ignores selectors without one. */
export type WriteText = (selector: string, text: string) => void;

/**
 * Empties an element before its first text. The text node then stays: adding one makes `:has()`
 * restyle a whole card. In-page translation replaces nodes.
 */
export function textWriter(root: Element): WriteText {
  const spots = new Map<string, { place: Element | null; node: Text }>();
  return (selector, text) => {
    let spot = spots.get(selector);
    if (!spot) {
      spot = { place: root.querySelector(selector), node: document.createTextNode('') };
      spots.set(selector, spot);
    }
    const { place, node } = spot;
    if (!node.isConnected) place?.replaceChildren(node);
    if (node.data !== text) node.data = text;
  };
}
