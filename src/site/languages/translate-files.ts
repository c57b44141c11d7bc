import { counted, say } from '#locale/say.ts';
import { makeProblem, problemsOf, refuseAny, type Problem } from '#story/problem.ts';
import { withFiles, type ProjectFiles } from '#vintages/project-files.ts';
import type { Po } from './po.ts';
import { copyFolder, templatesOf, type Slot } from './templates.ts';

const phrasesIn = (said: string) =>
  said.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));

const bindings = /\{%[^%]*%\}|\{\w+\}|\]\([^)]*\)/g;

function bindingMissing(text: string, other: string) {
  const left: string[] = other.match(bindings) ?? [];
  return text.match(bindings)?.find((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function faultOf({ key, text, kind, most }: Slot, said: string): [string, string] | undefined {
  if (key === 'language country' && !/^[A-Z]{3}$/.test(said))
    return [say`“${said}” is no code of a country.`, say`Write three letters, as in MYS.`];
  if (key === 'language counts' && phrasesIn(said).length !== 10)
    return [say`These are not ten numbers.`, say`Write one to ten, one a line.`];
  if (kind === 'pattern') {
    try {
      new RegExp(said, 'iu');
    } catch (error) {
      return [
        say`“${said}” is not a regular expression (${(error as Error).message}).`,
        say`Correct the pattern.`
      ];
    }
  }
  if (kind !== 'text') return undefined;
  const lost = bindingMissing(text, said);
  if (lost !== undefined)
    return [say`${lost} is missing.`, say`Copy it from the English text, once for each.`];
  const added = bindingMissing(said, text);
  if (added !== undefined) return [say`${added} is not in the English text.`, say`Delete it.`];
  const length = [...said].length;
  return most !== undefined && length > most
    ? [say`The text has ${length} characters, more than ${most}.`, say`Shorten it.`]
    : undefined;
}

/**
 * Adds the files of a language to those of the story, as its PO file has them.
 * @throws StoryRefused naming every text that lacks something.
 */
export function translateFiles(files: ProjectFiles, tag: string, file: string, { entries }: Po) {
  const problems: Problem[] = [];
  const untranslated = new Set<number>();
  const fault = problemsOf('translation', file);
  const again = say`Export the language again, and translate what is new.`;
  const fill = (slot: Slot) => {
    const entry = entries.get(slot.key);
    const line = entry?.line ?? 1;
    if (entry?.text === slot.text && entry.said.trim() === '') {
      untranslated.add(line);
      return { said: '', line };
    }
    const wrong: [string, string] | undefined = !entry
      ? [say`“${slot.key}” is missing.`, again]
      : entry.text !== slot.text
        ? [say`The English text of “${slot.key}” has changed.`, again]
        : entry.isFuzzy
          ? [say`The text is marked as fuzzy.`, say`Check it, and remove the mark.`]
          : faultOf(slot, entry.said);
    if (wrong) problems.push(fault({ line, column: 1 }, ...wrong));
    return { said: entry?.said ?? '', line };
  };
  const lines = new Map<string, number[]>();
  const made = templatesOf(files, tag).map(({ file: name, isProse, parts }) => {
    let text = '';
    const behind: number[] = [];
    for (const part of parts) {
      if (typeof part === 'string') text += part;
      else {
        const { said, line } = fill(part);
        behind[text.split('\n').length - 1] = line;
        const value = part.kind === 'list' ? phrasesIn(said) : said;
        text += isProse ? said : JSON.stringify(value);
      }
    }
    lines.set(name, behind);
    return [name, text] as const;
  });
  if (untranslated.size > 0)
    problems.unshift(
      fault(
        { line: Math.min(...untranslated), column: 1 },
        say`Not translated, here first: ${counted(untranslated.size, 'text')}.`,
        say`Translate each.`
      )
    );
  refuseAny(problems);
  const place = (problem: Problem) => {
    if (!problem.file.startsWith(`${copyFolder(tag)}/`)) return problem;
    // A fault of what stays is one of the text before it.
    const line = lines.get(problem.file)?.findLast((_, at) => at < problem.line) ?? 1;
    return makeProblem({ ...problem, file, line, column: 1 });
  };
  return { files: withFiles(files, Object.fromEntries(made.slice(1))), place };
}
