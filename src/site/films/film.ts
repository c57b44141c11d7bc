import {
  type FilmForm,
  type FilmScene,
  captionsName,
  filmFolder,
  filmForms,
  filmName,
  filmPath,
  stillName,
  transcriptName,
  filmScenes
} from '#cards/embed/film-names.ts';
import { escapeMarkup } from '#copy/markup.ts';
import { copyOf } from '#copy/read-chapter.ts';
import { speak, type Words } from '#copy/words.ts';
import type { MeasureText } from '#charts/drawing/face.ts';
import { type Language, languages } from '#locale/languages.ts';
import { checkedLine, licenceLine } from '#charts/chart.ts';
import { helplinesFile, readHelplines } from '#pages/helpline.ts';
import { readText } from '../story/project-text.ts';
import { sha256 } from '#vintages/sha256.ts';
import type { OpenedStory } from '../story/open-story.ts';
import { signalFilm, unknownFilm, worldFilm } from './film-plans.ts';
import {
  beat,
  drawSheets,
  filmShapes,
  type FilmPlan,
  type SheetIn,
  encoderSettings
} from './film-sheet.ts';
import { z } from 'zod';
import { encoded, type BinaryFile } from '../output/site-file.ts';
import { say } from '#locale/say.ts';

export const filmLimits = { seconds: 30, bytes: 3_000_000 } as const;

export type Film = ReturnType<typeof filmOf>;

const endSeconds = 6;

type FilmStory = Pick<OpenedStory, 'data' | 'words' | 'chapters' | 'files'>;

const plans = { world: worldFilm, signal: signalFilm, unknown: unknownFilm };

export function filmPlan(
  { data, words, chapters, files }: FilmStory,
  scene: FilmScene,
  language: Language
): FilmPlan {
  const helplines = readHelplines(readText(files, helplinesFile));
  const plan = plans[scene](data, words[language], copyOf(chapters[language], scene), helplines);
  if (plan.steps.length === 0)
    throw new Error(say`The edition has nothing to show in the scene “${scene}”.`);
  return plan;
}

const endSheet =
  (plan: FilmPlan, words: Words): SheetIn =>
  () => ({
    words: [],
    across: [
      { text: speak(words, 'help.emergency'), look: 'heading' },
      ...plan.credits.map((text) => ({ text, look: 'plain' }) as const),
      { text: licenceLine(words), look: 'hint' }
    ]
  });

export function filmOf(
  story: FilmStory,
  scene: FilmScene,
  language: Language,
  shape: FilmForm,
  measure: MeasureText
) {
  const words = story.words[language];
  const plan = filmPlan(story, scene, language);
  const sheets = [...plan.steps.map(({ sheet }) => sheet), endSheet(plan, words)];
  const all = {
    ...plan,
    language,
    site: speak(words, 'site.name'),
    checked: `${checkedLine(story.data.edition, words)}.`
  };
  const drawn = drawSheets(all, shape, sheets, measure);
  const seconds = [...plan.steps.map((step) => step.seconds), endSeconds];
  const total = seconds.reduce((sum, one) => sum + one, 0);
  if (total > filmLimits.seconds) {
    throw new Error(
      `The film of “${scene}” lasts ${total.toFixed(1)} s, more than ${filmLimits.seconds}. ` +
        'Lower `pace` in src/site/films.'
    );
  }
  const frames = drawn.map((svg, index) => ({ svg, beats: Math.round(seconds[index]! / beat) }));
  return {
    scene,
    language,
    shape,
    title: plan.title,
    frames,
    still: drawn[plan.steps.length - 1]!
  };
}

export function filmDigest({ frames, shape, ...info }: Film) {
  const settings = encoderSettings({ ...info, ...filmShapes[shape] }, '').join('\n');
  return sha256([settings, ...frames.map(({ svg, beats }) => `${beats}\n${svg}`)].join('\n'));
}

/** Cues in seconds. The last caption stays during the credits, which nobody could read in time. */
function cuesOf(plan: FilmPlan) {
  const cues: { from: number; to: number; text: string }[] = [];
  let now = 0;
  for (const { seconds, caption } of plan.steps) {
    if (caption !== undefined) cues.push({ from: now, to: now, text: caption });
    now += seconds;
    if (cues.length > 0) cues.at(-1)!.to = now;
  }
  return [...cues, { from: now, to: now + endSeconds, text: plan.limits }];
}

const clock = (seconds: number) => new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23);

/** https://www.w3.org/TR/webvtt1/ */
export function filmCaptions(story: FilmStory, scene: FilmScene, language: Language) {
  const cues = cuesOf(filmPlan(story, scene, language));
  return `WEBVTT\n\n${cues.map(({ from, to, text }) => `${clock(from)} --> ${clock(to)}\n${escapeMarkup(text)}\n`).join('\n')}`;
}

export function filmTranscript(story: FilmStory, scene: FilmScene, language: Language) {
  const words = story.words[language];
  const plan = filmPlan(story, scene, language);
  const shown = plan.steps.flatMap(({ caption = [] }) => caption);
  const parts = [
    [plan.title],
    shown,
    [plan.limits],
    [speak(words, 'help.emergency')],
    [
      `${speak(words, 'figure.source')}:`,
      ...plan.credits,
      licenceLine(words),
      `${checkedLine(story.data.edition, words)}.`
    ]
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

export const filmNote = 'films.json';

const noteSchema = z.array(
  z.strictObject({
    path: z.string(),
    /** `filmDigest`: frames, durations and encoder settings. */
    digest: z.string(),
    bytes: z.number().int(),
    sha256: z.string()
  })
);

export type FilmNote = z.infer<typeof noteSchema>[number];

/** Returns no lines if the note is unreadable; its films count as not made. */
function readFilmNote(text: string) {
  try {
    return noteSchema.parse(JSON.parse(text));
  } catch {
    return [];
  }
}

export interface MadeFilms {
  card: FilmScene;
  language: Language;
  files: BinaryFile[];
}

function currentDigest(...of: Parameters<typeof filmOf>) {
  try {
    return filmDigest(filmOf(...of));
  } catch {
    return undefined;
  }
}

/** Returns the films that show what this edition shows. Captions and words are always current. */
export async function madeFilms(
  readFile: (path: string) => Promise<Uint8Array | undefined>,
  story: OpenedStory,
  measure: MeasureText
) {
  const made: MadeFilms[] = [];
  for (const card of filmScenes) {
    const read = (name: string) => readFile(`${filmFolder(card)}/${name}`);
    const bytes = await read(filmNote);
    const note = bytes ? readFilmNote(new TextDecoder().decode(bytes)) : [];
    for (const language of note.length > 0 ? languages : []) {
      const found: MadeFilms['files'] = [];
      for (const form of filmForms) {
        const path = filmPath(language, filmName(form));
        const line = note.find((one) => one.path === path);
        const [film, still] = await Promise.all([
          read(path),
          read(filmPath(language, stillName(form)))
        ]);
        if (!line || !film || !still || sha256(film) !== line.sha256) continue;
        if (currentDigest(story, card, language, form, measure) !== line.digest) continue;
        found.push({ path: filmName(form), bytes: film }, { path: stillName(form), bytes: still });
      }
      if (found.length === 0) continue;
      found.push(
        encoded(captionsName, filmCaptions(story, card, language)),
        encoded(transcriptName, filmTranscript(story, card, language))
      );
      made.push({ card, language, files: found });
    }
  }
  return made;
}
