import { csvHead, csvRow } from './csv.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import type { Run } from './ports.ts';
import { videos } from '../shared/messages/en/nouns.ts';
import { protocolVersion as version, toJson } from './protocol.ts';
import type { PublicTask } from './task-shape.ts';

/** Goes up when a reader of older files would misunderstand newer ones. */
const exportVersion = 1;

/** How a format is written, piece by piece. */
interface Writer {
  readonly head: string;
  readonly task: (task: PublicTask, index: number) => string;
  readonly tail: string;
}

function jsonWriter(appVersion: string, nowMs: number): Writer {
  const head = {
    format: 'reelkeep-export',
    version: exportVersion,
    app: appVersion,
    exportedAt: new Date(nowMs).toISOString(),
  };
  return {
    head: `${toJson(head).slice(0, -1)},"tasks":[`,
    task: (task, index) => `${index === 0 ? '\n' : ',\n'}${toJson(task)}`,
    tail: '\n]}\n',
  };
}

const csvWriter: Writer = { head: csvHead, task: csvRow, tail: '' };

/** Writes the whole library. An older file of the name is replaced only by a whole one. */
export async function runExport({ parsed, ports, answerer }: Run): Promise<ExitCode> {
  const writer = parsed.format === 'csv' ? csvWriter : jsonWriter(ports.version, Date.now());
  const file = parsed.output === undefined ? undefined : await ports.openOutput(parsed.output);
  const write = file === undefined ? ports.print : (text: string) => file.write(text);
  let count = 0;
  let isWhole = false;
  try {
    await write(writer.head);
    for await (const message of answerer.ask({ version, command: 'list' })) {
      if (message.kind === 'failed') {
        ports.say(message.message);
        return exitCodes.notDone;
      }
      if (message.kind !== 'task') continue;
      await write(writer.task(message.task as unknown as PublicTask, count)); // of the other end
      count += 1;
    }
    await write(writer.tail);
    await file?.finish();
    isWhole = true;
  } finally {
    if (!isWhole) await file?.drop();
  }
  if (file === undefined) return exitCodes.done;
  const result = { videos: count, output: parsed.output };
  await ports.print(parsed.isJson ? `${toJson(result, 2)}\n` : `${videos(count)} exported.\n`);
  return exitCodes.done;
}
