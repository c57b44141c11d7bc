import type { CopyText } from '../../copy/agreement.ts';
import { languages } from '../../locale/languages.ts';
import type { StoryFiles } from '../../site/story/story-files.ts';

/** Returns every text of the copy, in every language. */
export async function copyTexts(files: StoryFiles): Promise<CopyText[]> {
  const texts: CopyText[] = [];
  for (const language of languages) {
    const folder = `data/copy/${language}`;
    for (const name of await files.list(folder)) {
      if (!name.endsWith('.md')) continue;
      const file = `${folder}/${name}`;
      texts.push({ scene: name.slice(0, -'.md'.length), language, file, text: new TextDecoder().decode(await files.read(file)) });
    }
  }
  return texts;
}
