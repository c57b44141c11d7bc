/** Returns a part of the map that the server drew. @throws Error naming what is not there. */
export function required<Found extends Element = HTMLElement>(root: Element, selector: string): Found {
  const found = root.querySelector<Found>(selector);
  if (!found) throw new Error(`found no ${selector} in the map`);
  return found;
}

/** Writes a text into the first place that a selector finds; nothing where there is none. */
export type WriteText = (selector: string, text: string) => void;

/**
 * Returns what writes into text nodes of its own, each placed once: the cheapest change of words there is. A page that a browser translates
 * has others in their place, which would stay as they are.
 */
export function textWriter(figure: Element): WriteText {
  const nodes = new Map<string, Text>();
  return (selector, text) => {
    let node = nodes.get(selector);
    if (!node?.isConnected) {
      nodes.set(selector, (node = document.createTextNode('')));
      figure.querySelector(selector)?.replaceChildren(node);
    }
    if (node.data !== text) node.data = text;
  };
}
