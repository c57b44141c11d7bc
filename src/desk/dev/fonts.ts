import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { subsetFonts } from '#site/pictures/type-faces.ts';
import type { Desk } from '../cli/desk-io.ts';
import { say } from '#locale/say.ts';

/** `npm run fonts`: writes `static/fonts`, after a new language or name needs another letter. */
export async function fonts(_argv: string[], desk: Desk) {
  for (const { name, bytes } of await subsetFonts(desk.root)) {
    await writeFile(join(desk.root, 'static', 'fonts', name), bytes);
    desk.out(say`static/fonts/${name}: ${bytes.length} bytes`);
  }
  return 0;
}
