import type { FoundLine } from '../../shared/contract/found-line.ts';
import type { TaskId } from '../../shared/id.ts';
import { m } from '../../shared/messages/catalogue.ts';
import { parse, type ParsedLine } from '../intake/parse.ts';
import { Turns } from '../platform/turns.ts';

/** Lines without an id, beyond which they are only counted: each is sent to the page, and nobody reads so many. */
const maxNoise = 1_000;

/** What "Add" would do with an id. */
export interface IdStatus extends Pick<FoundLine, 'removal'> {
  /** The id as it is known here already, if that is another spelling. */
  readonly taskId?: TaskId;
  readonly verdict: Exclude<FoundLine['verdict'], 'not-an-id' | 'perhaps'>;
}

/** Finds ids in a text and judges each, with pauses for everything else that the process does. */
export async function findIds(
  text: string,
  judgementOn: (id: TaskId) => IdStatus,
): Promise<readonly FoundLine[]> {
  const found: FoundLine[] = [];
  let noise = 0;
  const turns = new Turns();
  for (const line of parse(text)) {
    if (turns.isOver) await turns.next();
    if (line === undefined) continue;
    if (line.ids.length === 0) {
      const possible = possibleIn(line, judgementOn);
      if (possible.length > 0) found.push(...possible);
      else if (++noise <= maxNoise) found.push(noiseOf(line));
      continue;
    }
    for (const taskId of line.ids) {
      if (turns.isOver) await turns.next();
      const shown = line.ids.length === 1 ? line.text : taskId;
      found.push({ text: shown, taskId, ...judgementOn(taskId) });
    }
  }
  if (noise <= maxNoise) return found;
  const more = noise - maxNoise - 1;
  found.push({ text: m.given.otherLines, verdict: 'not-an-id', more });
  return found;
}

function noiseOf({ text, isCutOff }: ParsedLine): FoundLine {
  return { text, verdict: 'not-an-id', ...(isCutOff !== undefined && { isCutOff }) };
}

/** What is tracked or was removed is sure to be an id; of anything else only the user can say so. */
function possibleIn(
  { text, perhaps = [] }: ParsedLine,
  judgementOn: (id: TaskId) => IdStatus,
): readonly FoundLine[] {
  return perhaps.map((id) => {
    const judgement = judgementOn(id);
    const shown = perhaps.length === 1 ? text : id;
    const verdict = judgement.verdict === 'new' ? 'perhaps' : judgement.verdict;
    return { text: shown, taskId: id, ...judgement, verdict };
  });
}
