import type { Progress } from '../cli/progress.ts';
import { visible } from '../cli/desk-io.ts';

/** The work that a posted form started. It goes on while the browser opens other pages. */
export class Job {
  readonly lines: string[] = [];
  progress: Progress | undefined;
  isDone = false;
  failed = false;
  /** The address to show afterwards, from the language's. */
  to: string;
  done: Promise<void> = Promise.resolve();

  constructor(
    readonly id: string,
    readonly name: string,
    readonly since: Date,
    back: string
  ) {
    this.to = back;
  }

  say(line: string) {
    this.lines.push(visible(line));
  }

  run(work: () => Promise<string | undefined>, explain: (error: unknown) => readonly string[]) {
    this.done = work()
      .then((to) => void (this.to = to ?? this.to))
      .catch((error: unknown) => {
        this.failed = true;
        explain(error).forEach((line) => this.say(line));
      })
      .finally(() => (this.isDone = true));
  }
}
