import { renderSegment, type NameInput } from './render.ts';
import { isReservedFolder, isAmbiguousBase } from './base-rules.ts';
import { usualShape, type NameShape } from './name-shape.ts';
import { inFolder, nameOf } from './archive-path.ts';
import { truncate, safeName } from './safe-name.ts';
import type { Template } from './template.ts';

const folderBytes = 80;

/** The part of the id that tells two tasks apart, and how far it grows on a collision. */
const idLengths = [8, 12, 16, 32];

/** What ids of one endpoint have in common, and which tells none of them from another: `veo_task_`. */
const commonStart = /^(?:[a-z\d]+_)?task_(?=[a-z\d_-]*\d)/i;

/** Letters and digits of a task id, which is what its name in the archive shows. */
function idLetters(taskId: string): string {
  return (
    taskId
      .replace(commonStart, '')
      .replace(/[^A-Za-z0-9]/g, '')
      .toLowerCase() || 'task'
  );
}

/** More and more of the id, then a counter, without end. */
function* tagsOf(taskId: string): Generator<string> {
  const letters = idLetters(taskId);
  yield* new Set(idLengths.map((length) => letters.slice(0, length)));
  for (let count = 2; ; count += 1) yield `${letters.slice(0, 32)}-${String(count)}`;
}

function folderName(name: string): string {
  return isReservedFolder(name) ? `${name}_` : name;
}

/** A file's own name, with a tag at its end if one is given. */
function nameWithTag(plain: string, tag: string, bytes: number): string {
  const ending = ` [${tag}]`;
  const room = bytes - Buffer.byteLength(ending);
  const kept = safeName(truncate(plain, Infinity, room));
  return kept === '' ? ending.trim() : kept + ending;
}

/** How far a counted name is followed: further ones are as good as never taken. */
const namesOfOneTask = 8;

/**
 * Base paths for a task's files, best first, without end: `2026/11/2026-11-22 golden retriever
 * [7d2c58e1]`, then with more of the id, then with a counter. A template whose file name has no id gets
 * one at its end, where it must be told from others: when the plain name is taken, or looks like one
 * that Reelkeep makes of another task's base (`fox 2`, `fox input`, `fox.mp4`). Relative to the archive,
 * with `/`.
 * @param shape what the file system takes as a name
 */
export function* basePaths(
  input: NameInput,
  template: Template,
  shape: NameShape = usualShape,
): Generator<string> {
  const names = namesOfEach(input, template, { shape, isWanted: () => true });
  for (const path of names) if (path !== undefined) yield path;
}

/**
 * Whether a base path is one that the template gives the task, be it the first or a further one. Renders
 * as little as possible, for there may be very many tasks: of the names with a tag only those whose tag
 * the path has.
 */
export function isBasePath(base: string, input: NameInput, template: Template): boolean {
  return isOfShape(base, { input, template, shape: usualShape });
}

/** The same on a disk that takes other names than the usual ones. */
export function isOfShape(
  base: string,
  { input, template, shape }: { input: NameInput; template: Template; shape: NameShape },
): boolean {
  const name = nameOf(base);
  let count = 0;
  const isWanted = (tag: string): boolean => name.includes(tag);
  for (const path of namesOfEach(input, template, { shape, isWanted })) {
    if (path === base) return true;
    if ((count += 1) === namesOfOneTask) return false;
  }
  return false;
}

/** Which names are made of an input. */
interface Naming {
  readonly shape: NameShape;
  /** Whether the name with this tag is to be made; `undefined` stands for one that is not. */
  readonly isWanted: (tag: string) => boolean;
}

function* namesOfEach(
  input: NameInput,
  template: Template,
  { shape: { bytes, letters }, isWanted }: Naming,
): Generator<string | undefined> {
  const own = template.at(-1) ?? [];
  const [shortId = ''] = tagsOf(input.taskId);
  const folder = template
    .slice(0, -1)
    .map((pieces) =>
      folderName(
        renderSegment(pieces, input, { id: shortId, bytes: Math.min(folderBytes, bytes), letters }),
      ),
    )
    .filter((name) => name !== '')
    .reduce(inFolder, '');
  const hasId = own.some((piece) => piece.kind === 'token' && piece.name === 'id');
  // Without an id in it, it is the same for all tags.
  const plain = hasId ? undefined : renderSegment(own, input, { id: shortId, bytes, letters });
  if (plain !== undefined && plain !== '' && !isAmbiguousBase(plain)) yield inFolder(folder, plain);
  for (const id of tagsOf(input.taskId)) {
    if (!isWanted(id)) {
      yield undefined;
      continue;
    }
    const name = plain ?? renderSegment(own, input, { id, bytes, letters });
    const isTagged = hasId && name !== '' && name.includes(id) && !isAmbiguousBase(name);
    yield inFolder(folder, isTagged ? name : nameWithTag(name, id, bytes));
  }
}
