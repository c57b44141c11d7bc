import { SourceError } from '../../sources/source-error.ts';
import { StoryRefused } from '../../story/problem.ts';

/** A reason not to go on that a user can do something about. Its message says what was found, what was expected and what to do. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** Thrown when the edition cannot be built: a command ends with 1. */
export class StoryDoesNotHold extends Error {
  override name = 'StoryDoesNotHold';
}

/** Whether an error is one whose message says all that a user needs; any other is a fault of the desk. */
export const isRefused = (error: unknown): error is Error =>
  [Refusal, SourceError, StoryRefused, StoryDoesNotHold].some((kind) => error instanceof kind);
