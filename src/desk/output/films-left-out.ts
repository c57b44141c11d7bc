import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packFolder } from '../../cards/card.ts';
import { filmFolder, filmForms, filmName, filmPath, filmScenes } from '../../cards/embed/film-names.ts';
import { languages } from '../../locale/languages.ts';

/** Returns what is said of films that were drawn and that a built site lacks, since its edition shows something else; undefined where it lacks none. */
export function filmsLeftOut(root: string, site: string): string | undefined {
  const left = filmScenes.filter((scene) =>
    languages.some((language) =>
      filmForms
        .map(filmName)
        .some(
          (name) =>
            existsSync(join(root, filmFolder(scene), filmPath(language, name))) &&
            !existsSync(join(site, packFolder(language, scene), name))
        )
    )
  );
  if (left.length === 0) return undefined;
  const again = left.map((scene) => `\`npm run desk -- film ${scene}\``).join(', ');
  return `Left out: films of ${left.join(', ')}, which show something else than this edition. Draw them again: ${again}.`;
}
