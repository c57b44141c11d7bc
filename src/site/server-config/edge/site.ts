import { cardWidths } from '#cards/embed/card-heights.ts';
import { languages } from '#locale/languages.ts';
import { contentTypes, isCompressible } from '../../output/content-types.ts';
import { pathClasses, patternSource } from '../../headers.ts';

/** What every edge function knows of the site. `edge.ts` prints it into them as JSON. */
export const site = {
  languages,
  widths: cardWidths,
  /** Extensions with a `.br` copy in the store. `robots.txt` would grow, so `.txt` has none. */
  compressed: Object.keys(contentTypes)
    .filter((extension) => isCompressible(`a${extension}`) && extension !== '.txt')
    .map((extension) => extension.slice(1))
};

/** What those that answer know too: headers by class, and the class of a path. */
export const sent: {
  classes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  rules: readonly (readonly [pattern: string, name: string])[];
} = {
  classes: Object.fromEntries(pathClasses.map(({ name, headers }) => [name, headers])),
  rules: pathClasses.flatMap(({ name, paths }) =>
    paths.map((path) => [`^${patternSource(path)}$`, name] as const)
  )
};
