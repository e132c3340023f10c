import type { FoundLine } from '../../shared/contract.ts';
import type { TaskId } from '../../shared/task.ts';
import { parse, type ParsedLine } from '../intake/parse.ts';

/** Longest that the main process looks through a text without a pause: windows and transfers go on. */
const mostAtOnceMs = 12;

/** Lines without an id, beyond which they are only counted: nobody reads them, and each is sent. */
const mostNoise = 1_000;

/** What "Add" would do with an id. */
export interface Judgement extends Pick<FoundLine, 'removal'> {
  readonly verdict: Exclude<FoundLine['verdict'], 'not-an-id'>;
}

/** Finds ids in a text and judges each, with pauses for everything else that the process does. */
export async function findIds(
  text: string,
  judgementOn: (id: TaskId) => Judgement,
): Promise<readonly FoundLine[]> {
  const found: FoundLine[] = [];
  let noise = 0;
  let pausedAtMs = performance.now();
  for (const line of parse(text)) {
    if (line !== undefined && line.ids.length > 0) {
      for (const each of judge(line, judgementOn)) found.push(each);
    } else if (line !== undefined && ++noise <= mostNoise) {
      found.push({ text: line.text, verdict: 'not-an-id' });
    }
    if (performance.now() - pausedAtMs < mostAtOnceMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    pausedAtMs = performance.now();
  }
  if (noise <= mostNoise) return found;
  const more = noise - mostNoise - 1;
  return [...found, { text: 'Lines without a task ID', verdict: 'not-an-id', more }];
}

function judge(
  { text, ids }: ParsedLine,
  judgementOn: (id: TaskId) => Judgement,
): readonly FoundLine[] {
  return ids.map((taskId) => ({
    text: ids.length === 1 ? text : taskId,
    taskId,
    ...judgementOn(taskId),
  }));
}
