import type { DiskRequest } from '../../../electron/core/files/protocol.ts';
import type { VirtualClock } from '../../fake/virtual-clock.ts';
import type { Course } from './course.ts';
import type { DiskFault } from './inline-disk.ts';
import { isIn } from './spans.ts';

const writes: ReadonlySet<string> = new Set([
  'create',
  'openOrCreate',
  'write',
  'append',
  'writeDurably',
  'writeAtomically',
  'probeWriting',
  'overwrite',
  'amendHashList',
  'makeFolder',
]);

/** What the system says in the place of an operation, at each time of a course. */
export function diskFaultsOf({ disk, films }: Course, clock: VirtualClock): DiskFault {
  return ({ name, input }) => {
    const trouble = disk.find((span) => isIn([span], clock.world()));
    if (trouble?.kind === 'full' && writes.has(name)) return systemError('ENOSPC', name);
    if (trouble?.kind === 'io' && name !== 'close') return systemError('EIO', name);
    if (trouble?.kind !== 'path' || !writes.has(name)) return undefined;
    const isOfIt = namesOf(input).includes(films[trouble.film]?.id.slice(-8) ?? '');
    return isOfIt ? systemError('EACCES', name) : undefined;
  };
}

/** The names in an operation's path. Film's names hold the end of their ids. */
function namesOf(input: DiskRequest['input']): string {
  return JSON.stringify(input.slice(0, 1));
}

function systemError(code: string, syscall: string): Error {
  return Object.assign(new Error(`${code}: simulated, ${syscall}`), { code, syscall });
}
