/** By language: words that mark a sentence of the other language (A19). */
export const foreign = {
  id: /(?:\s(?:the|of|and|with|from|by|which|who|are|were)\b[^]*){2}/i,
  en: /(?:\s(?:yang|dan|dari|dengan|untuk|pada|oleh|adalah)\b[^]*){2}/i
} as const;
