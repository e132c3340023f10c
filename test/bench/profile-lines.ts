import type { Profiler } from 'node:inspector';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectDir = fileURLToPath(new URL('../../', import.meta.url));

function placeOf({ functionName, url, lineNumber }: Profiler.ProfileNode['callFrame']): string {
  const name = functionName === '' ? '(without a name)' : functionName;
  if (!url.startsWith('file:')) return name;
  const file = relative(projectDir, fileURLToPath(url));
  return `${name} (${file}:${String(lineNumber + 1)})`; // counted from 0 there
}

/** The functions in which a profile spent the most time of its own, the first first. */
export function costliest(
  { nodes, samples = [], timeDeltas = [] }: Profiler.Profile,
  count: number,
): readonly string[] {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const spentUs = new Map<string, number>();
  for (const [n, id] of samples.entries()) {
    const place = places.get(id) ?? '';
    spentUs.set(place, (spentUs.get(place) ?? 0) + (timeDeltas[n] ?? 0));
  }
  const sorted = [...spentUs].sort(([, one], [, other]) => other - one).slice(0, count);
  return sorted.map(([place, us]) => `${(us / 1_000).toFixed(0).padStart(6)} ms  ${place}`);
}
