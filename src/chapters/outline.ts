import Markdoc, { type Node } from '@markdoc/markdoc';
import { outlineFile, type EditionData, type MapStop } from '../story/data.ts';
import { newestYear } from '../story/newest-year.ts';
import { makeProblem, StoryRefused, type Problem } from '../story/problem.ts';
import type { Scene, Step } from './chapter.ts';
import {
  sceneKinds,
  stepKinds,
  stepPrefixes,
  stepsOf,
  type MovingFigure,
  type SceneId
} from './scene-kinds.ts';

/** What a step asks for, before the data have said which year is the newest. */
type AskedView = NonNullable<ReturnType<(typeof stepKinds)[MovingFigure]['read']>>;
type AskedMapView = Extract<AskedView, { layer: string }>;

/** A step as the outline writes it, and where. */
interface OutlineStep extends Step<AskedView> {
  line: number;
  column: number;
}

interface OutlineScene {
  id: SceneId;
  steps: OutlineStep[];
}

/** The scenes in reading order, before the data have said which years they have. */
export type Outline = readonly OutlineScene[];

const sceneIds = Object.keys(sceneKinds) as SceneId[];
const form = '{% step id="…" … /%}';
/** What an id may be: it becomes a part of addresses. */
const idForm = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const moving = Object.keys(stepKinds);

/** The words of a list as a sentence names them. */
const oneOf = (words: readonly (string | number)[]) =>
  words.map((word) => (typeof word === 'number' ? word : `"${word}"`)).join(', ');
const isOneOf = <Word>(words: readonly Word[], word: unknown): word is Word =>
  words.includes(word as Word);

/** A fault at a place of the outline. */
class Faults {
  readonly problems: Problem[] = [];

  constructor(private readonly lines: readonly string[]) {}

  /**
   * Returns the column, from 1, at which `text` stands in a line that counts from 0; that of its
   * first sign where it does not.
   */
  columnOf(line: number, text: string): number {
    const written = this.lines[line] ?? '';
    const at = written.indexOf(text);
    return Math.max(at < 0 ? written.search(/\S/) : at, 0) + 1;
  }

  /** Reports a fault where `text` stands in a line that counts from 0. */
  at(
    [line, text]: [line: number, text: string],
    found: string,
    expected: string,
    remedy: string,
    rule?: string
  ): void {
    const place = { file: outlineFile, line: line + 1, column: this.columnOf(line, text) };
    this.problems.push(
      makeProblem({
        kind: 'outline',
        ...place,
        found,
        expected,
        remedy,
        ...(rule === undefined ? {} : { rule })
      })
    );
  }
}

/**
 * Returns the outline of a text: headings of the second level are scenes, `step` tags their steps.
 * @throws StoryRefused naming every fault.
 */
export function readOutline(text: string): Outline {
  const lines = text.split('\n');
  const faults = new Faults(lines);
  const scenes: OutlineScene[] = [];
  /** Every id and old address, with the line that names it. */
  const taken = new Map<string, number>(sceneIds.map((id) => [id, lines.indexOf(`## ${id}`)]));
  const take = (name: string, line: number): void => {
    const before = taken.get(name);
    if (before !== undefined)
      faults.at(
        [line, name],
        `“${name}” a second time`,
        `a name that nothing else has; line ${before + 1} has it`,
        'choose another'
      );
    else if (!idForm.test(name))
      faults.at(
        [line, name],
        `the name “${name}”`,
        'small letters, digits and single hyphens, a letter first',
        'write it so'
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
    // A tag that is not whole is read as a paragraph.
    const [first, end] = [line, Math.max(line + 1, node.lines.at(-1) ?? 0)];
    const broken = lines.slice(first, end).findIndex((written) => /\{%|%\}/.test(written));
    if (broken < 0) continue;
    const why = node.errors[0] ? ` (${node.errors[0].message})` : '';
    const written = lines[first + broken]!.trim().slice(0, 60);
    faults.at(
      [first + broken, '{%'],
      `“${written}”, which is no step${why}`,
      `${form}, whole and alone on its line`,
      'close its marks and quotes; words belong in data/copy'
    );
  }
  checkOrder(scenes, lines, faults);
  if (faults.problems.length > 0) throw new StoryRefused(faults.problems);
  return scenes;
}

/** The scene that a heading names; nothing where it is a title or names none. */
function readHeading(
  node: Node,
  line: number,
  faults: Faults,
  scenes: readonly OutlineScene[]
): SceneId | undefined {
  const level: unknown = node.attributes['level'];
  const words = [...node.walk()]
    .map((child) => (child.type === 'text' ? String(child.attributes['content']) : ''))
    .join('');
  const id = words.trim();
  if (level === 1) return undefined;
  const again = 'take one of the two out';
  if (level !== 2)
    faults.at(
      [line, '#'],
      `a heading of level ${String(level)}`,
      'two ## before the name of a scene',
      'add or take away a #'
    );
  else if (node.annotations.length > 0)
    faults.at(
      [line, '{%'],
      `“${node.annotations[0]!.name}” beside a scene`,
      'its name alone',
      'take it out'
    );
  else if (!isOneOf(sceneIds, id))
    faults.at(
      [line, id],
      `the scene “${id}”`,
      `one of ${sceneIds.join(', ')}`,
      'correct the name, or have the scene built'
    );
  else if (scenes.some((other) => other.id === id))
    faults.at([line, id], `the scene “${id}” a second time`, 'each scene once', again);
  else return id;
  return undefined;
}

function readStep(
  node: Node,
  line: number,
  scene: SceneId | undefined,
  faults: Faults,
  take: (name: string, line: number) => void
): OutlineStep | undefined {
  const before = faults.problems.length;
  const steps = scene && stepsOf(scene);
  if (!scene || !steps) {
    const found = scene
      ? `a step in the scene “${scene}”, whose picture stands still`
      : 'a step outside every scene';
    faults.at(
      [line, '{%'],
      found,
      `steps below one of the scenes ${moving.join(', ')}`,
      'move it there, or take it out'
    );
    return undefined;
  }
  const known = ['id', 'was', ...steps.attributes];
  for (const name of Object.keys(node.attributes)) {
    if (!known.includes(name))
      faults.at(
        [line, name],
        `“${name}”`,
        `one of ${known.join(', ')}`,
        'correct the word, or take it out'
      );
  }
  const written = (name: string): unknown => node.attributes[name];
  const refuse = (name: string, expected: string): undefined => {
    const value = written(name);
    const found =
      value === undefined ? `no “${name}” in the step` : `${name}=${JSON.stringify(value)}`;
    faults.at(
      [line, value === undefined ? '{%' : `${name}=`],
      found,
      expected,
      value === undefined ? 'write it' : 'correct it'
    );
    return undefined;
  };
  const choice = <Word extends string | number>(
    name: string,
    among: readonly Word[]
  ): Word | undefined => {
    const value = written(name);
    return isOneOf(among, value) ? value : refuse(name, `one of ${oneOf(among)}`);
  };

  const id = written('id');
  const allowed = stepPrefixes(scene);
  if (typeof id !== 'string' || !allowed.some((prefix) => id.startsWith(prefix)))
    refuse('id', `a name that begins with ${allowed.join(' or ')}`);
  else take(id, line);
  const was = written('was') ?? '';
  if (typeof was !== 'string')
    refuse('was', 'the addresses that the step had before, separated by spaces');
  const old = typeof was === 'string' ? was.split(/\s+/).filter((name) => name !== '') : [];
  // The scene keeps its name as a place on the page: only what is shared goes by it.
  for (const name of old) if (name !== scene) take(name, line);

  const view = steps.read({ written, choice, refuse }) as AskedView | undefined;
  const statement = written('statement');
  if (statement !== undefined && typeof statement !== 'string')
    refuse('statement', 'the id of a row of data/estimates.csv');
  if (faults.problems.length > before || !view) return undefined;
  return {
    id: String(id),
    was: old,
    view,
    ...(statement === undefined ? {} : { statement: String(statement) }),
    line: line + 1,
    column: faults.columnOf(line, statement === undefined ? 'year=' : 'statement=')
  };
}

/**
 * All scenes are there, the opening first and the closing last; of the pictures that of demand
 * comes first; what moves has steps.
 */
function checkOrder(scenes: Outline, lines: readonly string[], faults: Faults): void {
  const lineOf = (id: SceneId) =>
    Math.max(
      0,
      lines.findIndex((line) => line.replace(/\s+/g, ' ').trim() === `## ${id}`)
    );
  for (const id of sceneIds) {
    if (scenes.some((scene) => scene.id === id)) continue;
    faults.at(
      [lines.length - 1, ''],
      `no scene “${id}”`,
      `each of ${sceneIds.join(', ')}`,
      `write “## ${id}” where it belongs`
    );
  }
  for (const { id, steps } of scenes) {
    if (stepsOf(id) && steps.length === 0 && !faults.problems.some(({ line }) => line > lineOf(id)))
      faults.at(
        [lineOf(id), id],
        `the scene “${id}” without a step`,
        `at least one ${form}`,
        'write its steps below it'
      );
  }
  const order = scenes.map(({ id }) => id);
  const wants: [at: number, id: SceneId, where: string, rule?: string][] = [
    [0, 'opening', 'first'],
    [1, 'demand', 'right after the opening: who pays comes before where', 'S07'],
    [order.length - 1, 'closing', 'last']
  ];
  for (const [at, id, where, rule] of wants) {
    if (order.includes(id) && order[at] !== id)
      faults.at(
        [lineOf(id), id],
        `the scene “${id}” in another place`,
        where,
        'move it there',
        rule
      );
  }
}

/** Years of a series in which at least one economy has a figure. */
function yearsWithFigures({ years, economies }: EditionData['internetUse']): number[] {
  return years.filter((_, at) => economies.some(({ values }) => (values[at] ?? null) !== null));
}

/**
 * Returns the scenes with the years of an edition, and a problem for each year or statement that it
 * lacks.
 */
export function scenesOf(
  outline: Outline,
  data: Pick<EditionData, 'internetUse' | 'coverage' | 'statements'>
): { scenes: Scene[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const series = { 'internet-use': data.internetUse, 'coverage-3g': data.coverage };
  const report = (
    kind: Problem['kind'],
    { line, column }: OutlineStep,
    found: string,
    expected: string,
    remedy: string
  ) =>
    problems.push(makeProblem({ kind, file: outlineFile, line, column, found, expected, remedy }));
  const yearOf = ({ layer, year }: AskedMapView, step: OutlineStep): number => {
    const shown = series[layer];
    if (year === 'newest') return newestYear(shown);
    const known = yearsWithFigures(shown);
    if (!known.includes(year)) {
      const { source, release } = shown.vintage;
      const found = `the year ${year} in the step “${step.id}”, for which ${source}/${release} has no figure of ${layer}`;
      const remedy = 'choose another year, and mend the words of the step in every language';
      report(
        'step-year',
        step,
        found,
        `a year from ${known[0]} to ${known.at(-1)}, or "newest"`,
        remedy
      );
    }
    return year;
  };
  const checkStatement = (step: OutlineStep): void => {
    const { id, statement } = step;
    if (statement === undefined || statement in data.statements) return;
    const found = `the statement “${statement}” in the step “${id}”`;
    report(
      'outline',
      step,
      found,
      'the id of a row of data/estimates.csv that has words and no number',
      'correct the id'
    );
  };
  const scenes = outline.map(({ id, steps }) => {
    const kind = sceneKinds[id];
    if (kind.form === 'text') return { id, ...kind };
    if (kind.form === 'still') return { id, figure: id, ...kind };
    const resolved = steps.map((step) => {
      checkStatement(step);
      const { line: _line, column: _column, ...rest } = step;
      return 'layer' in step.view
        ? { ...rest, view: { layer: step.view.layer, year: yearOf(step.view, step) } }
        : rest;
    });
    return { id, figure: id, ...kind, steps: resolved };
    // `read` gave each scene's steps the view of its figure.
  }) as Scene[];
  return { scenes, problems };
}

/** Returns the steps at which the scenes stop the map, in reading order. */
export function mapStops(scenes: readonly Scene[]): MapStop[] {
  return scenes.flatMap((scene) =>
    scene.form === 'sticky' && scene.figure === 'world'
      ? scene.steps.map(({ id, view }) => ({ step: id, ...view }))
      : []
  );
}
