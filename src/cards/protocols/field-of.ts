/** Returns a field of a message that anybody may have sent, `undefined` when there is none. */
export function fieldOf(message: unknown, name: string): unknown {
  return typeof message === 'object' && message !== null ? (message as Readonly<Record<string, unknown>>)[name] : undefined;
}
