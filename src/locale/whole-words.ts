/** Returns text whose doubled words no line parts: `undang-undang`, `berbeda-beda`. For labels of few lines; in running text the hyphen is a good place to break. */
export function wholeWords(text: string): string {
  return text.replace(/(\p{L}{3,})-(?=\1)/gu, '$1-\u2060');
}
