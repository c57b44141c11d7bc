/** Returns text as it begins a sentence or an entry: its first letter a capital. */
export function asBeginning(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
