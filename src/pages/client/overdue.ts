/** The midnight after a day, without a zone and so in the reader's, for `data-from`. */
export function overdueFrom(day: string) {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 16);
}

/** On the reader's calendar. Also printed into pages as text: no references outside itself. */
export const showOverdue = (page: ParentNode) =>
  page
    .querySelectorAll<HTMLElement>('[data-from]')
    .forEach((part) => (part.hidden = Date.now() < Date.parse(part.dataset['from']!)));

export const overdueScript = () => `(${showOverdue})(document)`;
