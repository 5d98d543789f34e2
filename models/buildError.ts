/** An expected failure of the build; the message is one sentence that says what to do. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}
