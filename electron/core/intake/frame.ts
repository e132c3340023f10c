import type { TaskId } from '../../shared/id.ts';
import { fieldKind, type FieldKind } from './form.ts';

/** An object or a list that is open. */
export interface Frame {
  readonly isList: boolean;
  /** The key under which it hangs; empty at the top. */
  readonly name: string;
  key: string;
  /** HAR, Postman and forms: `{"name": "taskId", "value": "…"}`. */
  pairName?: string;
  pairValue?: string;
  pending?: TaskId | undefined;
}

/** The key that a value in this frame stands under. Lists hand theirs on. */
export function nameOf({ isList, name, key }: Frame): string {
  return isList ? name : key;
}

/** What a string in this frame, which hangs in the one above, is. */
export function kindOf(frame: Frame, name: string, above: Frame | undefined): FieldKind {
  const isListOnly = frame.isList && name === '' && (above === undefined || above.isList);
  if (isListOnly) return 'task';
  // `{"task": {"id": …}}` and `{"tasks": [{"id": …}]}`
  if (!frame.isList && name === 'id' && fieldKind(frame.name) === 'task') return 'task';
  return fieldKind(name);
}
