/** `{% states $idn-now $world-now %}`, with the spaces before it. */
const tag = /[ \t]*\{%\s*states((?:\s+\$[A-Za-z][\w-]*)+)\s*%\}/g;

const idsIn = (written: string) => written.match(/[A-Za-z][\w-]*/g) ?? [];

/** A label without its tag, and the claims that its words say without printing them (V40). */
export function splitStates(label: string): { text: string; states: string[] } {
  const states: string[] = [];
  const text = label.replace(tag, (_, ids: string) => {
    states.push(...idsIn(ids));
    return '';
  });
  return { text, states };
}

/** A heading, or the title in the frontmatter, up to the tag. */
const before = /(?:^|\n)(?:#+[ \t]|title:)[^\n]*$/;
const after = /^[ \t]*(?:\n|$)/;

/** Blanks the tags of a chapter, without moving a column, and returns their claims by line. */
export function takeStates(source: string): {
  text: string;
  states: Map<number, string[]>;
  /** Offsets of tags that end no heading. */
  misplaced: number[];
} {
  const states = new Map<number, string[]>();
  const misplaced: number[] = [];
  const text = source.replace(tag, (written, ids: string, at: number) => {
    const ends = before.test(source.slice(0, at)) && after.test(source.slice(at + written.length));
    if (ends) states.set(source.slice(0, at).split('\n').length, idsIn(ids));
    else misplaced.push(at + written.indexOf('{'));
    return ' '.repeat(written.length);
  });
  return { text, states, misplaced };
}
