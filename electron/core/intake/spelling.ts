import { toTaskId, type TaskId } from '../../shared/id.ts';
import { isKnownForm } from './form.ts';

/** What two spellings of an id have in common: of the known forms neither case nor hyphens count. */
export function bareId(id: TaskId): string {
  return isKnownForm(id) ? id.toLowerCase().replaceAll('-', '') : id;
}

/**
 * The ways an id is written: as it is first, then with and without hyphens, in small letters and in
 * capitals. An id in a form of its own has one.
 */
export function spellingsOf(id: TaskId): readonly TaskId[] {
  if (!isKnownForm(id)) return [id];
  const bare = bareId(id);
  const hyphened = bare.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const all = [id, bare, hyphened, bare.toUpperCase(), hyphened.toUpperCase()];
  return [...new Set(all.flatMap((each) => toTaskId(each) ?? []))];
}
