import { z } from 'zod';
import type { JsonValue } from '../../../shared/json.ts';

/** How many entries a document of version 2 has room for. */
const room = { active: 16, done: 64 };

const documentShape = z.object({ version: z.literal(1), tasks: z.array(z.unknown()) });

/**
 * Version 1 kept all finished tasks of a month in one document, and spread all others over 16. From
 * version 2 on a document has bounded room, and a group has as many as it needs.
 * @param isTaken whether there is a document of this name already
 * @returns the documents to write, in this order: the old name comes last, so that until then it holds all
 */
export function migrateTo2(
  name: string,
  document: JsonValue,
  isTaken: (name: string) => boolean,
): readonly (readonly [name: string, document: JsonValue])[] {
  // Entries came out of a JSON document, and are passed on unread.
  const tasks = documentShape.parse(document).tasks as readonly JsonValue[];
  const hot = /^ledger\/active-/.test(name);
  const size = hot ? room.active : room.done;
  const group = hot ? 'ledger/active' : name;
  const written: [string, JsonValue][] = [];
  let n = hot ? 16 : 1;
  for (let from = size; from < tasks.length; from += size) {
    while (isTaken(`${group}-${n}`)) n += 1;
    written.push([`${group}-${n}`, { version: 2, tasks: tasks.slice(from, from + size) }]);
    n += 1;
  }
  return [...written, [name, { version: 2, tasks: tasks.slice(0, size) }]];
}
