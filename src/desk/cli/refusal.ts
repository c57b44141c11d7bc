/** A reason not to go on that a user can do something about. Its message says what was found, what was expected and what to do. */
export class Refusal extends Error {
  override name = 'Refusal';
}
