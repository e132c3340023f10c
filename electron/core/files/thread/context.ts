/** What a long operation says while it runs, and asks. */
export interface OperationContext {
  /** Says that the work gets on: the time limit counts from here. @throws OperationStopped */
  beat(bytes: number): void;
  /**
   * Called before each step of a sequence, with its number from 0: says at times that the work gets on.
   * @throws OperationStopped
   */
  begin(step: number): void;
  /**
   * Hands over a part of a long result, and waits until it is taken and others have had their turn.
   * @throws OperationStopped
   */
  page(part: readonly unknown[]): void;
}

/** Thrown out of an operation that nobody wants to end any more. */
export class OperationStopped extends Error {
  override readonly name = 'OperationStopped';
}
