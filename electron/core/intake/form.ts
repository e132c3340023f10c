import { toTaskId, type TaskId } from '../../shared/id.ts';

/** The two forms that providers give out: a hyphenated UUID, and 32 hex digits. A regex's source. */
export const knownForm =
  '(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})';

const wholeKnownForm = new RegExp(`^${knownForm}$`, 'i');
const withKnownForm = new RegExp(knownForm, 'i');

/** How secrets begin that are made of an id's letters. */
const secretStart =
  /^(?:sk|pk|rk|ghp|gho|ghs|github_pat|glpat|xox[abp]|hf|akia|eyj|bearer)[-_a-z0-9]/i;

const placeholder = /^([0-9a-z])(?:\1|-)*$/i;
const shortNumber = /^\d{1,14}$/;
const calendarDate = /^\d{4}-\d{2}-\d{2}/;

/** Some of a UUID's groups, cut off within one of them or behind a hyphen; or its first group alone. */
const partOfUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){0,3}(?:-[0-9a-f]{0,11})?$/i;

/** Whether a text is an id in one of the known forms, in small letters or capitals. */
export function isKnownForm(text: string): boolean {
  return wholeKnownForm.test(text) && !placeholder.test(text);
}

/**
 * The id that a text is, in one of the known forms; `undefined` for anything else. Providers give them out
 * in small letters; capitals come from some editor.
 */
export function readKnownForm(text: string): TaskId | undefined {
  return isKnownForm(text) ? toTaskId(text.toLowerCase()) : undefined;
}

/** Whether a text is what is left of a UUID that was cut off. No part is an id. */
export function isPartOfId(text: string): boolean {
  return partOfUuid.test(text) && /[a-f-]/i.test(text);
}

/**
 * The id that a task-id field holds. Such a field is trusted with forms not seen before, but
 * not with words (`undefined`, `YOUR_TASK_ID`), times, dates or secrets.
 */
export function readFieldValue(text: string): TaskId | undefined {
  const known = readKnownForm(text);
  if (known !== undefined) return known;
  const isWord = !/\d/.test(text) || shortNumber.test(text) || placeholder.test(text);
  const isOther = secretStart.test(text) || calendarDate.test(text) || isPartOfId(text);
  return isWord || isOther ? undefined : toTaskId(text);
}

/** How short an id can be that nothing calls one, and a number. */
const minPossible = 12;
const minDigitsOfNumber = 15;

/** A UUID's URN (RFC 9562), and an address that ends in an id: the last part is what counts. */
const named = new RegExp(
  `^(?:urn:uuid:|https?://[^\\s?#]{1,300}(?:/|[?&]id=))(${knownForm})/?$`,
  'i',
);

/** Models before the id: `fluxkontext_`, `runway-`. */
const prefixed = new RegExp(`^[a-z][a-z0-9]{1,24}[_-]${knownForm}$`, 'i');

/**
 * The id that a word alone on its line may be, in an undocumented form: a ULID, a nanoid, a
 * long number, a model's name before digits. Only the user knows; it is never taken by itself.
 */
export function readPossibleForm(word: string): TaskId | undefined {
  const address = named.exec(word)?.[1];
  if (address !== undefined) return readKnownForm(address);
  const isNumber = /^\d+$/.test(word) && word.length >= minDigitsOfNumber;
  const isMixed = /\d/.test(word) && /[a-z]/i.test(word) && word.length >= minPossible;
  const isHash = /^(?:[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i.test(word);
  if (!isNumber && !isMixed) return undefined;
  if (isHash || isTimed.test(word)) return undefined;
  return prefixed.test(word) ? toTaskId(word) : readFieldValue(word);
}

/** Names that programs make of a time. */
const isTimed = /(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{8}[t_-]\d{6})(?!\d)/i;

/**
 * The id in a form that is not known, standing alone on its line: strict, since file names, dates,
 * hashes and tokens are made of the same letters. `task_12345678` is one, `utf-8-encoded` is not.
 */
export function readLooseForm(word: string): TaskId | undefined {
  // What calls itself a task is one; anything else must look like a number rather than a word.
  const isTask = /^(?:[a-z]+[_-])?tasks?[_-]/i.test(word);
  const [minLength, minDigits] = isTask ? [8, 1] : [12, 8];
  const isShaped =
    word.length >= minLength && /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/.test(word.toLowerCase());
  const isLowerCase = isTask || word === word.toLowerCase();
  const digits = word.replace(/\D/g, '').length;
  const isOther = /^[0-9a-f]+$/.test(word) || withKnownForm.test(word) || isTimed.test(word);
  return isShaped && isLowerCase && digits >= minDigits && !isOther
    ? readFieldValue(word)
    : undefined;
}

/** What a field's name says of its value: the task's id, the task itself, or nothing of that. */
export type FieldKind = 'task-id' | 'task' | 'other';

/** `parentTaskId` and the like name another task than the one that the text is about. */
const otherTask = /(?:parent|source|src|origin|original|previous|prev|reference|sub)$/;

/** Reads a field's name: `taskId`, `task_ids`, `Task ID`, `runwayTaskId`; `task` and `tasks`. */
export function fieldKind(name: string): FieldKind {
  if (name.length > 40 || !/task/i.test(name)) return 'other';
  const plain = name.replace(/[^a-z0-9]/gi, '').toLowerCase();
  if (/^tasks?(?:list)?$/.test(plain)) return 'task';
  const [, before] = /^(.*)taskids?(?:list)?$/.exec(plain) ?? [];
  return before === undefined || otherTask.test(before) ? 'other' : 'task-id';
}
