import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type FilmScene,
  captionsName,
  filmFolder,
  filmForms,
  filmName,
  filmPath,
  filmScenes,
  stillName,
  transcriptName
} from '../../src/cards/embed/film-names.ts';
import { licenceLine } from '../../src/charts/chart.ts';
import { speak } from '../../src/copy/words.ts';
import { languages } from '../../src/locale/languages.ts';
import { formatDate, formatPercent } from '../../src/locale/numbers.ts';
import { beat, filmShapes } from '../../src/site/films/film-sheet.ts';
import {
  filmCaptions,
  filmDigest,
  filmLimits,
  filmOf,
  filmPlan,
  filmTranscript,
  type Film,
  filmNote,
  madeFilms
} from '../../src/site/films/film.ts';
import { signalTable } from '../../src/charts/level/signal.ts';
import type { OpenedStory } from '../../src/site/story/open-story.ts';
import { openTypeFaces, type TypeFaces } from '../../src/site/pictures/type-faces.ts';
import { sha256 } from '../../src/vintages/sha256.ts';
import { openCommitted } from '../open-committed.ts';

let story: OpenedStory;
let type: TypeFaces;
const films = new Map<string, Film>();
const every = filmScenes.flatMap((scene) =>
  languages.flatMap((language) => filmForms.map((form) => [scene, language, form] as const))
);
const filmAt = ([scene, language, form]: (typeof every)[number]) =>
  films.get(`${scene} ${language} ${form}`)!;

beforeAll(async () => {
  story = await openCommitted();
  type = await openTypeFaces('.');
  for (const of of every) films.set(of.join(' '), filmOf(story, ...of, type.measure));
}, 120_000);
afterAll(() => type.close());

const linesOf = (svg: string) =>
  [...svg.matchAll(/<text\b[^>]*>([^<]*)<\/text>/g)].map(([, line = '']) =>
    line.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<')
  );
const wordsOf = (svg: string) => linesOf(svg).join(' ');
const planOf = (scene: FilmScene, language: (typeof languages)[number]) =>
  filmPlan(story, scene, language);
/** The texts that name their size, where the groups around them put them. */
function placedTexts(svg: string) {
  const groups = [{ x: 0, y: 0, scale: 1 }];
  return [...svg.matchAll(/<(\/?)(g|text)\b([^>]*)>/g)].flatMap(
    ([, end, name, attributes = '']) => {
      const { x, y, scale } = groups.at(-1)!;
      const number = (pattern: RegExp) => Number(pattern.exec(attributes)?.[1] ?? 0);
      if (name === 'text')
        return /font-size/.test(attributes)
          ? [
              {
                x: x + scale * number(/ x="([-\d.]+)/),
                y: y + scale * number(/ y="([-\d.]+)/),
                size: scale * number(/font-size="([\d.]+)/)
              }
            ]
          : [];
      if (end) groups.pop();
      else if (!attributes.endsWith('/'))
        groups.push({
          x: x + scale * number(/translate\(([-\d.]+)/),
          y: y + scale * number(/translate\([-\d.]+[ ,]([-\d.]+)/),
          scale: scale * (number(/scale\(([\d.]+)/) || 1)
        });
      return [];
    }
  );
}
const numbersIn = (text: string) => text.match(/\d[\d.,]*\d|\d/g) ?? [];

describe.each(every)('the film of %s in %s, %s', (...of) => {
  const [scene, language, form] = of;

  it('stays within 30 s, in whole beats, with one frame per step and one for the credits', () => {
    const { frames } = filmAt(of);
    expect(frames).toHaveLength(planOf(scene, language).steps.length + 1);
    for (const { beats } of frames) expect(Number.isInteger(beats) && beats > 0).toBe(true);
    const seconds = frames.reduce((sum, { beats }) => sum + beats, 0) * beat;
    expect(seconds).toBeGreaterThan(15);
    expect(seconds).toBeLessThanOrEqual(filmLimits.seconds);
  });

  it('has title, limits, source, edition and site on every frame (S05, E14, D11)', () => {
    const { frames, title } = filmAt(of);
    const plan = planOf(scene, language);
    const words = story.words[language];
    const date = formatDate(story.data.edition, language);
    for (const { svg } of frames) {
      const drawn = wordsOf(svg);
      for (const part of [title, plan.limits, plan.source, date, speak(words, 'site.name')])
        expect(drawn).toContain(part);
      const { width, height } = filmShapes[form];
      expect(svg).toContain(`width="${width}" height="${height}"`);
    }
    for (const credit of [...plan.credits, licenceLine(words)])
      expect(wordsOf(frames.at(-1)!.svg)).toContain(credit);
    if (scene !== 'world') return;
    expect(plan.limits).toBe(speak(words, 'map.limits.internet-use'));
    const { vintage, earlier } = story.data.internetUse;
    for (const { release } of [vintage, earlier!.vintage])
      expect(plan.credits.join(' ')).toContain(formatDate(release, language));
  });

  it('prints only numbers of its record', () => {
    const plan = planOf(scene, language);
    const { frames } = filmAt(of);
    // Scales and class limits belong to the picture's key.
    const scales = ['0', '10', '25', '50', '75', '90', '100'];
    plan.steps.forEach(({ record }, index) => {
      const known = new Set([
        ...scales,
        ...record.numbers.flatMap(({ text, label }) => [...numbersIn(text), ...numbersIn(label)]),
        ...[plan.title, plan.limits, plan.source, formatDate(story.data.edition, language)].flatMap(
          numbersIn
        ),
        // Help lines, and dates of releases.
        ...(record.numbers.length > 0 ? [] : numbersIn(plan.steps[index]!.caption ?? '')),
        ...[story.data.internetUse.vintage, story.data.internetUse.earlier?.vintage].flatMap(
          (vintage) => (vintage ? numbersIn(formatDate(vintage.release, language)) : [])
        )
      ]);
      const printed = linesOf(frames[index]!.svg).flatMap(numbersIn);
      expect([index, printed.filter((number) => !known.has(number))]).toEqual([index, []]);
    });
  });

  it('keeps its words inside the safe area', () => {
    const { width, height } = filmShapes[form];
    // Apps cover a seventh of upright films at the top and a fifth at the bottom.
    const [upper, lower] = form === '9x16' ? [height * 0.14, height * 0.8] : [0, height];
    for (const { svg } of filmAt(of).frames) {
      for (const { x, y, size } of placedTexts(svg)) {
        expect(y - 0.7 * size).toBeGreaterThanOrEqual(upper);
        expect(y).toBeLessThanOrEqual(lower);
        expect(x).toBeLessThan(width);
      }
    }
    expect(wordsOf(filmAt(of).frames.at(-1)!.svg)).toContain(
      speak(story.words[language], 'help.emergency')
    );
  });

  it('names only countries that the story follows', () => {
    const { countries } = story.words[language];
    const followed = ['GBR', 'IDN', 'WLD'];
    for (const { svg } of filmAt(of).frames.slice(0, -1)) {
      const drawn = wordsOf(svg);
      const named = Object.entries(countries).filter(
        ([iso3, name]) => !followed.includes(iso3) && new RegExp(`\\b${name}\\b`).test(drawn)
      );
      expect(named).toEqual([]);
    }
  });
});

it('the digest of a film is reproducible and includes its title', () => {
  const film = filmAt(['unknown', 'id', '1x1']);
  expect(filmDigest(filmOf(story, 'unknown', 'id', '1x1', type.measure))).toBe(filmDigest(film));
  // The still is the last picture before the credits.
  expect(film.frames.at(-2)!.svg).toBe(film.still);
  expect(filmDigest({ ...film, title: 'another' })).not.toBe(filmDigest(film));
});

describe('the pictures of a film', () => {
  const blocksOf = (scene: FilmScene) =>
    filmAt([scene, 'en', '9x16']).frames.map(({ svg }) =>
      [...svg.matchAll(/class="block (\w+)"/g)].map(([, look]) => look).join()
    );

  it('of the signal move one block through published years, each with its own line', () => {
    const { rows } = signalTable(story.data, story.words.en);
    expect(blocksOf('signal')).toEqual([...rows.map(() => 'cool'), '']);
    const whole = (value: unknown) => typeof value === 'number' && formatPercent(value, 'en');
    rows.forEach(({ header, cells: [coverage, use] }, index) => {
      const { svg } = filmAt(['signal', 'en', '9x16']).frames[index]!;
      expect(linesOf(svg)).toEqual(expect.arrayContaining([header, whole(use!.value)]));
      const line = svg.includes('class="second"') && /(\S+) lived/.exec(wordsOf(svg))![1];
      expect([header, line]).toEqual([header, whole(coverage!.value)]);
    });
  });

  it('of what children answered have one level a frame, one of them warm, each with its base', () => {
    expect(blocksOf('unknown')).toEqual(['warm', 'warm', 'ink,ink', '', '']);
    for (const { svg } of filmAt(['unknown', 'en', '9x16']).frames.slice(0, 3))
      expect(wordsOf(svg)).toMatch(/(100|width) = /);
  });
});

describe.each(languages)('the words of a film in %s', (language) => {
  it.each(filmScenes)('of %s cover the film, each long enough to read', (scene) => {
    const captions = filmCaptions(story, scene, language);
    expect(captions).toMatch(/^WEBVTT\n\n/);
    const second = (clock: string) =>
      clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    const cues = [...captions.matchAll(/^(\S+) --> (\S+)\n(.+)\n/gm)].map(
      ([, from = '', to = '', text = '']) => ({
        from: second(from),
        to: second(to),
        text
      })
    );
    expect(cues[0]!.from).toBe(0);
    cues.slice(1).forEach(({ from }, index) => expect(from).toBeCloseTo(cues[index]!.to, 3));
    const total =
      filmAt([scene, language, '1x1']).frames.reduce((sum, { beats }) => sum + beats, 0) * beat;
    expect(cues.at(-1)!.to).toBeCloseTo(total, 3);
    // Near the limit for subtitles: 25 letters a second.
    for (const { from, to, text } of cues)
      expect([text, text.length / (to - from) <= 25]).toEqual([text, true]);
    const plan = planOf(scene, language);
    expect(captions).toContain(plan.limits);
    const words = story.words[language];
    const spoken = {
      world: 'map.limits.internet-use',
      signal: 'signal.differ',
      unknown: 'unknown.never-late'
    }[scene];
    const marked = { ...words, labels: { ...words.labels, [spoken]: 'A & <b>' } };
    expect(
      filmCaptions({ ...story, words: { ...story.words, [language]: marked } }, scene, language)
    ).toContain('\nA &amp; &lt;b&gt;');
    const transcript = filmTranscript(story, scene, language);
    const licence = licenceLine(story.words[language]);
    for (const part of [
      plan.title,
      plan.limits,
      ...plan.credits,
      licence,
      ...plan.steps.flatMap(({ caption = [] }) => caption)
    ])
      expect(transcript).toContain(part);
  });
});

describe('the films that partners are handed', () => {
  const disk = (contents: Readonly<Record<string, Uint8Array>>) => async (path: string) =>
    contents[path];
  const text = (contents: string) => new TextEncoder().encode(contents);
  const folder = filmFolder('unknown');
  const path = filmPath('id', filmName('1x1'));
  const bytes = text('a film');
  const written = (digest: string, file = bytes) => ({
    [`${folder}/${filmNote}`]: text(
      JSON.stringify([{ path, digest, bytes: bytes.length, sha256: sha256(bytes) }])
    ),
    [`${folder}/${path}`]: file,
    [`${folder}/${filmPath('id', stillName('1x1'))}`]: text('a still')
  });
  const made = (contents: Readonly<Record<string, Uint8Array>>) =>
    madeFilms(disk(contents), story, type.measure);

  it('are none without films or with an unreadable note', async () => {
    expect(await made({})).toEqual([]);
    expect(await made({ [`${folder}/${filmNote}`]: text('{') })).toEqual([]);
  });

  it('are those of this edition, with stills, captions and words', async () => {
    const digest = filmDigest(filmAt(['unknown', 'id', '1x1']));
    const [one, ...more] = await made(written(digest));
    expect(more).toEqual([]);
    expect([one?.card, one?.language]).toEqual(['unknown', 'id']);
    expect(one?.files.map(({ path }) => path)).toEqual([
      filmName('1x1'),
      stillName('1x1'),
      captionsName,
      transcriptName
    ]);
    expect(one?.files[0]?.bytes).toBe(bytes);
  });

  it('leave out films of another edition and altered files', async () => {
    expect(await made(written('0'))).toEqual([]);
    expect(
      await made(written(filmDigest(filmAt(['unknown', 'id', '1x1'])), text('another')))
    ).toEqual([]);
  });
});
