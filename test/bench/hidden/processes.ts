import { readFileSync, readdirSync } from 'node:fs';

/** What a process is, and what it takes. */
export interface ProcessUse {
  readonly pid: number;
  /** Chromium's name for it (`gpu-process`, `utility network.mojom.NetworkService`); `main` for the first one. */
  readonly name: string;
  /** Resident memory in MB, each page that is shared counted in part. */
  readonly pssMb: number;
  /** The part of it that belongs to no file: the same, whatever else runs. */
  readonly ownMb: number;
  readonly threads: number;
  /** CPU time in ms since its start. */
  readonly cpuMs: number;
}

function textOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function parentOf(pid: number): number {
  return Number((textOf(pid, 'stat').split(') ')[1] ?? '').split(' ')[1]);
}

/** A process and all that it has started, directly or not. */
function familyOf(root: number): readonly number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const family = new Set([root]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const pid of pids) if (family.has(parentOf(pid))) family.add(pid);
  }
  return [...family];
}

function nameOf(pid: number, root: number): string {
  if (pid === root) return 'main';
  const line = textOf(pid, 'cmdline');
  const type = /--type=([\w-]+)/.exec(line)?.[1] ?? line.split('\0')[0] ?? '?';
  const service = /--utility-sub-type=([\w.]+)/.exec(line)?.[1] ?? '';
  return `${type} ${service}`.trim();
}

function useOf(pid: number, root: number): ProcessUse {
  const rollup = textOf(pid, 'smaps_rollup');
  const kb = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0);
  const fields = (textOf(pid, 'stat').split(') ')[1] ?? '').split(' ');
  return {
    pid,
    name: nameOf(pid, root),
    pssMb: kb('Pss') / 1_000,
    ownMb: kb('Anonymous') / 1_000,
    threads: Number(fields[17]),
    cpuMs: (Number(fields[11]) + Number(fields[12])) * 10,
  };
}

/** What a process on Linux and all that it has started take right now. */
export function familyUse(root: number): readonly ProcessUse[] {
  return familyOf(root).map((pid) => useOf(pid, root));
}
