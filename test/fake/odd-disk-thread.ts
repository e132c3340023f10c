import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { makeOdd, type OddRule } from './odd-disk.ts';

// The real disk thread on a file system that does odd things: Node's calls are wrapped before it imports them.

const told = new URL(import.meta.url).searchParams.get('rules') ?? '[]';
makeOdd(fs, JSON.parse(told) as OddRule[]); // written by oddThreads
syncBuiltinESMExports();
await import('../../electron/core/files/thread/disk-thread.ts');
