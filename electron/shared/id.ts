import type { Brand } from './brand.ts';

/** A generation's id at its provider: a hyphenated UUID, 32 hex digits, or another word of the same letters. */
export type TaskId = Brand<string, 'TaskId'>;

/** An account in Reelkeep: one provider, one key, one name. */
export type AccountId = Brand<string, 'AccountId'>;

/** What a provider accepts as an id, read loosely: both known forms, and room for the next. */
const taskIdPattern = /^[A-Za-z0-9_-]{8,128}$/;

/** What every object has. Asked of an object itself, each id would be kept in the engine's table of names. */
const ownNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** The task id in `text`, trimmed; `undefined` when it cannot be one. */
export function toTaskId(text: string): TaskId | undefined {
  const trimmed = text.trim();
  // It may become the name of a field: none may be one of JavaScript's own.
  const isId = taskIdPattern.test(trimmed) && !ownNames.has(trimmed);
  return isId ? (trimmed as TaskId) : undefined; // checked above
}

/** Brands an account id that Reelkeep itself made. */
export function toAccountId(text: string): AccountId {
  return text as AccountId; // the one place that brands
}
