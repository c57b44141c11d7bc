import { textNodeWriter } from '../parts/text-node-writer.ts';

/** @throws Error naming a selector without a match. */
export function required<Found extends Element = HTMLElement>(
  root: Element,
  selector: string
): Found {
  const found = root.querySelector<Found>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

/** Writes into the first match; ignores selectors without one. */
export type WriteText = (selector: string, text: string) => void;

export function textWriter(figure: Element): WriteText {
  const spots = new Map<string, (text: string) => void>();
  return (selector, text) => {
    const write = spots.get(selector) ?? textNodeWriter(figure.querySelector(selector));
    spots.set(selector, write);
    write(text);
  };
}
