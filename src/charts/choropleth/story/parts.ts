import { textNodeWriter } from '../parts/text-node-writer.ts';

/** Returns a part of the map that the server drew. @throws Error naming what is not there. */
export function required<Found extends Element = HTMLElement>(
  root: Element,
  selector: string
): Found {
  const found = root.querySelector<Found>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

/** Writes a text into the first place that a selector finds; nothing where there is none. */
export type WriteText = (selector: string, text: string) => void;

/** Returns what writes into the parts of a figure, each found once. */
export function textWriter(figure: Element): WriteText {
  const spots = new Map<string, (text: string) => void>();
  return (selector, text) => {
    const write = spots.get(selector) ?? textNodeWriter(figure.querySelector(selector));
    spots.set(selector, write);
    write(text);
  };
}
