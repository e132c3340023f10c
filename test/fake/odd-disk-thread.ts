import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { getEnvironmentData } from 'node:worker_threads';
import { makeOdd, oddRulesKey, type OddDisks } from './odd-disk.ts';

// The real disk thread on a file system that does odd things: Node's calls are wrapped before it imports them.

const told = getEnvironmentData(oddRulesKey) as OddDisks | undefined; // written by useOddDisks
if (told === undefined) throw new Error('Nobody has said what is odd.');
makeOdd(fs, told);
syncBuiltinESMExports();
await import('../../electron/core/files/thread/disk-thread.ts');
