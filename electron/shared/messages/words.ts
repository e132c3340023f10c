/** What went wrong, and what to do about it. Both are whole sentences. */
export interface Words {
  readonly sentence: string;
  readonly remedy: string;
}
