import { readFileSync, readdirSync } from 'node:fs';
import { readWords } from '../../src/copy/read-words.ts';
import type { Words } from '../../src/copy/words.ts';
import type { Language } from '../../src/locale/languages.ts';

export function storyWords(language: Language): Words {
  const folder = `data/copy/${language}`;
  const file = (name: string) => ({
    file: `${folder}/${name}`,
    text: readFileSync(`${folder}/${name}`, 'utf8')
  });
  return readWords(language, {
    labels: readdirSync(folder)
      .filter((name) => /^words(\.\w+)?\.json$/.test(name))
      .map(file),
    countries: file('countries.json')
  });
}
