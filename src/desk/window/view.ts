import type { MeasureText } from '#charts/drawing/face.ts';
import type { Language } from '#locale/languages.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import type { Desk } from '../cli/desk-io.ts';
import type { Form } from './read-form.ts';

export interface Seen {
  /** In an action, its lines are shown on the page. */
  desk: Desk;
  language: Language;
  query: URLSearchParams;
  files: ProjectFiles;
  /** Makes something of these files once, under a name, until one of them changes. */
  once<Value>(name: string, make: () => Value): Value;
  measure(): Promise<MeasureText>;
  /** The path of a file that was sent with a form, by the form's `id`. */
  upload(id: string): Promise<string | undefined>;
}

export interface Work extends Seen {
  form: Form;
  /**
   * Runs a command of the desk as it is typed, under its own lock.
   * @returns 0, or 1 when an editor is needed; a refusal ends the action.
   */
  run(...argv: string[]): Promise<number>;
  /** Runs a step that writes into the project, while no other desk can. */
  locked<Value>(command: string, step: () => Promise<Value>): Promise<Value>;
}

/**
 * Does what a posted form asks for. What it prints and the message of a refusal stand over the next
 * page. @returns the address of that page, from the language's (`changes?release=2026-07-13`);
 * undefined for the page with the form.
 */
export type Action = (work: Work) => Promise<string | undefined>;

export interface View {
  path: string;
  title(): string;
  /** Returns the markup below the heading. It writes nothing. */
  render(seen: Seen): Promise<string> | string;
  /** By the segment after the view's that its forms are posted to. */
  actions?: Readonly<Record<string, Action>>;
  /** Makes files to keep, by the segment after the view's. */
  downloads?: Readonly<Record<string, (seen: Seen) => Promise<string> | string>>;
}
