import type { Problem } from '../story/problem.ts';
import type { Wording } from './copy-rules.ts';
import { straightMarks } from './straight-marks.ts';
import { refusedWords } from './wording.ts';

/** Returns the refused words and typewriter's marks of a text without markup, such as the note in an archive, line by line. */
export function noteWording(text: string, file: string, wording: Wording): Problem[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const locate = (offset: number) => ({ line: index + 1, column: offset + 1 });
    return [...refusedWords(line, line, file, wording, locate), ...straightMarks(line, file, locate)];
  });
}
