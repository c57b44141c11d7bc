import type { Words } from '../copy/words.ts';
import type { Language } from '../locale/languages.ts';

/** The labels that one picture's script speaks, as the page carries them. */
interface SpokenWire {
  language: Language;
  labels: Record<string, string>;
}

/** Returns, as JSON that is safe inside a `<script>` element, the labels whose keys start with one of `prefixes`. */
export function spokenWire(words: Words, prefixes: readonly string[]): string {
  const wire: SpokenWire = {
    language: words.language,
    labels: Object.fromEntries(Object.entries(words.labels).filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix))))
  };
  return JSON.stringify(wire).replaceAll('<', '\\u003c');
}

/** Returns what `spokenWire` wrote, with the country names that the page itself lists. @throws SyntaxError when the text is not JSON. */
export function readSpoken(text: string, countries: Words['countries']): Words {
  return { ...(JSON.parse(text) as SpokenWire), countries };
}
