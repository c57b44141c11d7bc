import { z } from 'zod';
import { figureAddress, stepPrefixes } from '#chapters/scene-kinds.ts';
import { figureOf, figures, type FigureName } from '#charts/figures.ts';
import { languages } from '#locale/languages.ts';
import { inEveryLanguage, readJson } from '#story/read-json.ts';

const entries = z.array(
  z.strictObject({
    /** Stable, for the feed: the day of posting and a name, `2027-01-15-world-2023`. */
    id: z
      .string()
      .regex(
        /^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/,
        'must be a day and a name, such as 2027-01-15-world-now'
      ),
    posted: z
      .string()
      .regex(
        /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/,
        'must be a day and a time with its zone, such as 2027-01-15T09:00:00Z'
      )
      .refine(
        (time) => !Number.isNaN(Date.parse(time)),
        'must be a day and a time of the calendar'
      ),
    place: z.string().min(1),
    text: inEveryLanguage
  })
);

export type Correction = z.infer<typeof entries>[number];

const schema = entries.superRefine((corrections, { addIssue }) =>
  corrections.forEach(({ id, posted, text }, at) => {
    const [named, day] = [id.slice(0, 10), posted.slice(0, 10)];
    if (named !== day)
      addIssue({
        code: 'custom',
        path: [at, 'posted'],
        message: `is on ${day}, but its id begins with ${named}`
      });
    if (corrections.findIndex((other) => other.id === id) < at)
      addIssue({
        code: 'custom',
        path: [at, 'id'],
        message: `is “${id}”, which an earlier entry has already`
      });
    const said = languages.map((language) => text[language].trim());
    if (new Set(said).size < said.length)
      addIssue({
        code: 'custom',
        path: [at, 'text'],
        message: 'must not be the same in two languages'
      });
  })
);

export const concernsPlace = (name: string, { place }: Correction) =>
  place === name || place.startsWith(`${name}-`);

/** Corrections of a figure: of its scene, its cards or its steps. */
export const correctionsAt = (figure: FigureName, corrections: readonly Correction[]) =>
  corrections.filter(
    (correction) =>
      [figure, ...figureOf(figure).cards.map(({ id }) => id)].some((id) =>
        concernsPlace(id, correction)
      ) || stepPrefixes(figure).some((prefix) => correction.place.startsWith(prefix))
  );

/** From the root of a language: `#world-2018`, `methods/#counts`. */
export function correctedAt({ place }: Correction) {
  const figure = figures.find(({ id }) => id === place);
  return figure ? figureAddress(figure.id) : `#${place}`;
}

export const correctionsFile = 'data/corrections.json';

export function readCorrectionsInOrder(text: string) {
  const fix = 'Write each entry as { id, posted, place, text }, the text in every language.';
  return readJson(text, correctionsFile, schema, fix);
}

/** Newest first. */
export const readCorrections = (text: string) =>
  readCorrectionsInOrder(text).sort(
    (one, other) => Date.parse(other.posted) - Date.parse(one.posted)
  );
