import type { Task, WantedInput } from '../../../shared/task.ts';
import { inputsOf } from '../../provider/input-links.ts';
import { resultsOf } from '../../task/results.ts';

/** The pictures and videos that a task was made from, none of which is a result of it. */
export function wantedInputs({ record, media }: Task): readonly WantedInput[] {
  const results = new Set(media === undefined ? [] : resultsOf(media).map(({ url }) => url));
  return inputsOf(record?.parameters ?? {})
    .filter((url) => !results.has(url))
    .map((url, index) => ({ url, count: index + 1, tries: 0 }));
}
