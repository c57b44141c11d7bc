/** Returns a part of the map that the server drew. @throws Error naming what is not there. */
export function required<Found extends Element = HTMLElement>(root: Element, selector: string): Found {
  const found = root.querySelector<Found>(selector);
  if (!found) throw new Error(`found no ${selector} in the map`);
  return found;
}

/** Writes a text into the first place that a selector finds; nothing where there is none. */
export type WriteText = (selector: string, text: string) => void;

/** Returns what writes into the text nodes of a figure themselves, each found once: the cheapest change of words there is. */
export function textWriter(figure: Element): WriteText {
  const nodes = new Map<string, Node>();
  return (selector, text) => {
    let node = nodes.get(selector);
    if (!node) {
      const place = figure.querySelector(selector);
      if (!place) return;
      nodes.set(selector, (node = place.firstChild ?? place.appendChild(document.createTextNode(''))));
    }
    if (node.nodeValue !== text) node.nodeValue = text;
  };
}
