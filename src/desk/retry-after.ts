/**
 * Returns how long a server asks to wait before another try, in milliseconds: its `Retry-After`, whole seconds or a date
 * (RFC 9110, 10.2.3). 0 when it asks for nothing, or for nothing that can be understood, or for a time that has passed.
 */
export function retryAfter(header: string | undefined, now: Date): number {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Only the form that servers write: `Date.parse` takes a lot of other things for dates.
  const date = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? 0 : Math.max(0, date - now.getTime());
}
