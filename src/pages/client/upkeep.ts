/**
 * Returns what `showOverdue` reads of a part that is shown once a day is over: the day after it, at
 * midnight, in no zone and so in the reader's.
 */
export function overdueFrom(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 16);
}

/**
 * Shows each part whose `data-from` has come on the reader's own calendar. Stands in pages as text,
 * too: it may use nothing from outside itself.
 */
export const showOverdue = (page: ParentNode): void =>
  page
    .querySelectorAll<HTMLElement>('[data-from]')
    .forEach((part) => (part.hidden = Date.now() < Date.parse(part.dataset['from']!)));

/** Returns the same as an inline script, which runs before what stands below it is laid out. */
export const overdueScript = (): string => `(${showOverdue})(document)`;
