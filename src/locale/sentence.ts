export function asBeginning(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

export const stopAfter = (sentence: string): string => (/[.!?]$/.test(sentence) ? '' : '.');
