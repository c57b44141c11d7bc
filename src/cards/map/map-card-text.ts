import type { MapFrame } from '../../charts/choropleth/frame.ts';
import { sayMark, sayShare } from '../../charts/choropleth/share.ts';
import type { MapCardLabels } from './map-card-payload.ts';

/**
 * Empties an element and returns how to write its text. The text is changed inside one node that stays: where a style asks what an
 * element :has(), a node that comes or goes restyles the whole card, some 10 ms each time.
 */
export function textSpot(element: Element | null): (text: string) => void {
  const node = document.createTextNode('');
  element?.replaceChildren(node);
  return (text) => {
    if (node.data !== text) node.data = text;
  };
}

/** Returns what writes what a frame says: into the sentences that are seen, or into those that are only heard. */
export function slotWriter(root: HTMLElement, labels: MapCardLabels): (frame: MapFrame, heard: boolean) => void {
  const slots = [...root.querySelectorAll<HTMLElement>('[data-slot]')].map((slot) => ({
    name: slot.dataset['slot'] ?? '',
    heard: slot.closest('.sr-only') !== null,
    say: textSpot(slot)
  }));
  return ({ counts: { levels, ...counts }, marks, view, world, worldRelease }, heard) => {
    const label = worldRelease === undefined ? labels.world : (labels.earlier ?? labels.world);
    const phrase = world === null ? '' : label.replace('{}', sayShare(world, labels)) + (heard ? '.' : '');
    const values: Record<string, string | number> = { ...counts, year: view.year, world: phrase };
    levels.forEach((count, level) => (values[`c${level}`] = count));
    for (const slot of slots) if (slot.heard === heard) slot.say(String(values[slot.name] ?? sayMark(marks[Number(slot.name)], labels)));
  };
}
