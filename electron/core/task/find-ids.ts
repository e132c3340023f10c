import type { FoundLine } from '../../shared/contract.ts';
import type { TaskId } from '../../shared/task.ts';
import { parse } from '../intake/parse.ts';
import { Turns } from '../turns.ts';

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
  const turns = new Turns();
  for (const line of parse(text)) {
    if (turns.isOver) await turns.next();
    if (line === undefined) continue;
    if (line.ids.length === 0) {
      if (++noise <= mostNoise) found.push({ text: line.text, verdict: 'not-an-id' });
      continue;
    }
    for (const taskId of line.ids) {
      if (turns.isOver) await turns.next();
      const shown = line.ids.length === 1 ? line.text : taskId;
      found.push({ text: shown, taskId, ...judgementOn(taskId) });
    }
  }
  if (noise <= mostNoise) return found;
  const more = noise - mostNoise - 1;
  found.push({ text: 'Lines without a task ID', verdict: 'not-an-id', more });
  return found;
}
