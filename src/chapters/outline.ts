import Markdoc, { type Node } from '@markdoc/markdoc';
import { outlineFile, type EditionData, type MapStop, newestYear } from '#story/data.ts';
import { problemsOf, refuseAny, type Problem } from '#story/problem.ts';
import type { Scene, Step } from './chapter.ts';
import {
  hasMarks,
  sceneKinds,
  stepKinds,
  stepPrefixes,
  stepsOf,
  type MovingFigure,
  type SceneId
} from './scene-kinds.ts';
import { say } from '#locale/say.ts';

/** A view before the data have said which year is the newest. */
type AskedView = NonNullable<ReturnType<(typeof stepKinds)[MovingFigure]['read']>>;
type AskedMapView = Extract<AskedView, { layer: string }>;

interface OutlineStep extends Step<AskedView> {
  line: number;
  column: number;
}

interface OutlineScene {
  id: SceneId;
  steps: OutlineStep[];
}

export type Outline = readonly OutlineScene[];

const sceneIds = Object.keys(sceneKinds) as SceneId[];
const withSteps = sceneIds.filter((id) => stepsOf(id));
const form = '{% step id="…" … /%}';
const idForm = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const oneOf = (words: readonly (string | number)[]) =>
  words.map((word) => (typeof word === 'number' ? word : `"${word}"`)).join(', ');
const isOneOf = <Word>(words: readonly Word[], word: unknown): word is Word =>
  words.includes(word as Word);

class Faults {
  readonly problems: Problem[] = [];

  constructor(private readonly lines: readonly string[]) {}

  /** Column of `text` in a line counted from 0; else of the first character. */
  columnOf(line: number, text: string) {
    const written = this.lines[line] ?? '';
    const at = written.indexOf(text);
    return Math.max(at < 0 ? written.search(/\S/) : at, 0) + 1;
  }

  at([line, text]: [line: number, text: string], wrong: string, fix: string, rule?: string) {
    const place = { line: line + 1, column: this.columnOf(line, text) };
    this.problems.push(problemsOf('outline', outlineFile, rule)(place, wrong, fix));
  }
}

export function readOutline(text: string): Outline {
  const lines = text.split('\n');
  const faults = new Faults(lines);
  const scenes: OutlineScene[] = [];
  const taken = new Map<string, number>(sceneIds.map((id) => [id, lines.indexOf(`## ${id}`)]));
  const take = (name: string, line: number) => {
    const before = taken.get(name);
    if (before !== undefined)
      faults.at(
        [line, name],
        say`“${name}” is already used on line ${before + 1}.`,
        say`Choose another name.`
      );
    else if (!idForm.test(name))
      faults.at(
        [line, name],
        say`“${name}” cannot be part of an address.`,
        say`Write small letters, digits and single hyphens, with a letter first.`
      );
    else taken.set(name, line);
  };
  let scene: OutlineScene | undefined;

  for (const node of Markdoc.parse(text).children) {
    const line = node.lines[0] ?? 0;
    if (node.type === 'heading') {
      const found = readHeading(node, line, faults, scenes);
      scene = found ? { id: found, steps: [] } : undefined;
      if (scene) scenes.push(scene);
      continue;
    }
    if (
      node.type === 'tag' &&
      node.tag === 'step' &&
      node.children.length === 0 &&
      node.errors.length === 0
    ) {
      const step = readStep(node, line, scene?.id, faults, take);
      if (step) scene?.steps.push(step);
      continue;
    }
    // Markdoc reads a tag that is not whole as a paragraph.
    const [first, end] = [line, Math.max(line + 1, node.lines.at(-1) ?? 0)];
    const broken = lines.slice(first, end).findIndex((written) => /\{%|%\}/.test(written));
    if (broken < 0) continue;
    const why = node.errors[0] ? ` (${node.errors[0].message.replace(/\.$/, '')})` : '';
    const written = lines[first + broken]!.trim().slice(0, 60);
    faults.at(
      [first + broken, '{%'],
      say`“${written}” is not a whole step${why}.`,
      say`Write it alone on its line, with its quotes and marks closed: ${form}. Words belong in data/copy.`
    );
  }
  checkOrder(scenes, lines, faults);
  refuseAny(faults.problems);
  return scenes;
}

function readHeading(node: Node, line: number, faults: Faults, scenes: readonly OutlineScene[]) {
  const level: unknown = node.attributes['level'];
  const words = [...node.walk()]
    .map((child) => (child.type === 'text' ? String(child.attributes['content']) : ''))
    .join('');
  const id = words.trim();
  if (level === 1) return undefined;
  if (level !== 2)
    faults.at(
      [line, '#'],
      say`This heading has level ${String(level)}.`,
      say`Write ## before the name of a scene.`
    );
  else if (node.annotations.length > 0)
    faults.at(
      [line, '{%'],
      say`“${node.annotations[0]!.name}” follows the name of a scene.`,
      say`Delete it.`
    );
  else if (!isOneOf(sceneIds, id))
    faults.at(
      [line, id],
      say`There is no scene “${id}”.`,
      say`Write one of ${sceneIds.join(', ')}.`
    );
  else if (scenes.some((other) => other.id === id))
    faults.at(
      [line, id],
      say`The scene “${id}” is here a second time.`,
      say`Delete one of the two.`
    );
  else return id;
  return undefined;
}

function readStep(
  node: Node,
  line: number,
  scene: SceneId | undefined,
  faults: Faults,
  take: (name: string, line: number) => void
) {
  const before = faults.problems.length;
  const steps = scene && stepsOf(scene);
  if (!scene || !steps) {
    const wrong = scene
      ? say`The scene “${scene}” has no steps.`
      : say`This step is outside every scene.`;
    const fix = say`Move the step below one of the scenes ${withSteps.join(', ')}, or delete it.`;
    faults.at([line, '{%'], wrong, fix);
    return undefined;
  }
  const marked = hasMarks(scene) && node.attributes['mark'] !== false;
  const known = [
    'id',
    'was',
    ...(hasMarks(scene) ? ['mark'] : []),
    ...steps.attributes.filter((name) => marked || name === 'statement')
  ];
  for (const name of Object.keys(node.attributes)) {
    if (!known.includes(name))
      faults.at(
        [line, name],
        say`A step of this scene has no “${name}”.`,
        say`Write one of ${known.join(', ')}, or delete it.`
      );
  }
  const written = (name: string) => node.attributes[name];
  const refuse = (name: string, allowed: string) => {
    const value = written(name);
    const wrong =
      value === undefined
        ? say`The step has no “${name}”.`
        : say`The step cannot have ${name}=${JSON.stringify(value)}.`;
    const sign = value === undefined ? '{%' : `${name}=`;
    faults.at([line, sign], wrong, say`Set “${name}” to ${allowed}.`);
    return undefined;
  };
  const choice = <Word extends string | number>(name: string, among: readonly Word[]) => {
    const value = written(name);
    return isOneOf(among, value) ? value : refuse(name, say`one of ${oneOf(among)}`);
  };

  const id = written('id');
  const allowed = stepPrefixes(scene);
  if (typeof id !== 'string' || !allowed.some((prefix) => id.startsWith(prefix)))
    refuse('id', say`a name that begins with ${allowed.join(' or ')}`);
  else take(id, line);
  const was = written('was') ?? '';
  if (typeof was !== 'string')
    refuse('was', say`the addresses that the step had before, separated by spaces`);
  const old = typeof was === 'string' ? was.split(/\s+/).filter((name) => name !== '') : [];
  // The scene keeps its id as a place on the page; only what is shared goes by it.
  for (const name of old) if (name !== scene) take(name, line);

  const mark = written('mark');
  if (mark !== undefined && typeof mark !== 'boolean') refuse('mark', 'false');
  const view = marked
    ? (steps.read({ written, choice, refuse }) as AskedView | undefined)
    : undefined;
  const statement = written('statement');
  if (statement !== undefined && typeof statement !== 'string')
    refuse('statement', say`the id of a row of data/estimates.csv`);
  if (faults.problems.length > before) return undefined;
  return {
    id: String(id),
    was: old,
    ...(view && { view }),
    ...(statement !== undefined && { statement: String(statement) }),
    line: line + 1,
    column: faults.columnOf(line, statement === undefined ? 'year=' : 'statement=')
  };
}

/**
 * Every scene is there, the opening first, demand next and the closing last; those with steps have
 * some.
 */
function checkOrder(scenes: Outline, lines: readonly string[], faults: Faults) {
  const lineOf = (id: SceneId) =>
    Math.max(
      0,
      lines.findIndex((line) => line.replace(/\s+/g, ' ').trim() === `## ${id}`)
    );
  for (const id of sceneIds) {
    if (scenes.some((scene) => scene.id === id)) continue;
    faults.at(
      [lines.length - 1, ''],
      say`The scene “${id}” is missing.`,
      say`Write “## ${id}” where it belongs.`
    );
  }
  for (const { id, steps } of scenes) {
    if (stepsOf(id) && steps.length === 0 && !faults.problems.some(({ line }) => line > lineOf(id)))
      faults.at(
        [lineOf(id), id],
        say`The scene “${id}” has no step.`,
        say`Write its steps below it: ${form}.`
      );
  }
  const order = scenes.map(({ id }) => id);
  const wants: [at: number, id: SceneId, wrong: string, fix: string, rule?: string][] = [
    [0, 'opening', say`The opening is not the first scene.`, say`Move it to the start.`],
    [
      1,
      'demand',
      say`The scene “demand” does not follow the opening: who pays comes before where.`,
      say`Move it right after the opening.`,
      'S07'
    ],
    [order.length - 1, 'closing', say`The closing is not the last scene.`, say`Move it to the end.`]
  ];
  for (const [at, id, wrong, fix, rule] of wants)
    if (order.includes(id) && order[at] !== id) faults.at([lineOf(id), id], wrong, fix, rule);
}

function yearsWithFigures({ years, economies }: EditionData['internetUse']) {
  return years.filter((_, at) => economies.some(({ values }) => (values[at] ?? null) !== null));
}

export function scenesOf(
  outline: Outline,
  data: Pick<EditionData, 'internetUse' | 'coverage' | 'statements'>
) {
  const problems: Problem[] = [];
  const series = { 'internet-use': data.internetUse, 'coverage-3g': data.coverage };
  const yearOf = ({ layer, year }: AskedMapView, step: OutlineStep) => {
    const shown = series[layer];
    if (year === 'newest') return newestYear(shown);
    const known = yearsWithFigures(shown);
    if (!known.includes(year)) {
      const { source, release } = shown.vintage;
      problems.push(
        problemsOf('step-year', outlineFile)(
          step,
          say`The step “${step.id}” shows ${year}, but ${source}/${release} has no figure of ${layer} for it.`,
          say`Choose a year from ${known[0]} to ${known.at(-1)}, or "newest", and correct the words of the step in every language.`
        )
      );
    }
    return year;
  };
  const checkStatement = (step: OutlineStep) => {
    const { id, statement } = step;
    if (statement === undefined || statement in data.statements) return;
    problems.push(
      problemsOf('outline', outlineFile)(
        step,
        say`The step “${id}” has the statement “${statement}”, which data/estimates.csv does not have.`,
        say`Write the id of a row without a number.`
      )
    );
  };
  const scenes = outline.map(({ id, steps }) => {
    const kind = sceneKinds[id];
    const resolved = steps.map((step) => {
      checkStatement(step);
      const { line: _line, column: _column, ...rest } = step;
      return step.view && 'layer' in step.view
        ? { ...rest, view: { layer: step.view.layer, year: yearOf(step.view, step) } }
        : rest;
    });
    return { id, ...(kind.form !== 'text' && { figure: id }), ...kind, steps: resolved };
    // `read` gave each step the view of its figure.
  }) as Scene[];
  return { scenes, problems };
}

export function mapStops(scenes: readonly Scene[]): MapStop[] {
  return scenes.flatMap((scene) =>
    scene.form === 'sticky' && scene.figure === 'world'
      ? scene.steps.flatMap(({ id, view }) => (view ? [{ step: id, ...view }] : []))
      : []
  );
}
