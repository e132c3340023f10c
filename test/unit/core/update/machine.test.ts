import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  advanceUpdate,
  atFirst,
  type UpdateEvent,
} from '../../../../electron/core/update/machine.ts';
import type { UpdateState } from '../../../../electron/shared/update.ts';

const release = { version: '0.2.0', signedAtMs: 0, notes: '', sizeBytes: 10 };
const failure = { code: 'wrong-hash' } as const;

const events: readonly UpdateEvent[] = [
  { kind: 'taken-up', release },
  { kind: 'file-found', version: release.version },
  { kind: 'look-begun' },
  { kind: 'look-failed', failure },
  { kind: 'look-ended', release },
  { kind: 'look-ended', release: { ...release, version: '0.3.0' } },
  { kind: 'look-ended' },
  { kind: 'channel-changed' },
  { kind: 'fetch-begun' },
  { kind: 'fetch-went-on', receivedBytes: 5, bytesPerSecond: 1 },
  { kind: 'fetch-stopped' },
  { kind: 'fetch-failed', failure },
  { kind: 'fetch-ended' },
  { kind: 'install-begun' },
  { kind: 'install-failed', failure },
  { kind: 'install-failed', failure: { code: 'file-changed' } },
  { kind: 'install-by-hand', path: '/a.deb', command: 'sudo apt install /a.deb' },
  { kind: 'install-ended' },
  { kind: 'restart-refused', failure: { code: 'bytes-move' } },
];

type Kind = UpdateState['phase']['kind'];

/** How one kind of phase may follow another; itself it may always. */
const after: { readonly [From in Kind]: readonly Kind[] } = {
  none: ['newest', 'offered'],
  newest: ['none', 'offered'],
  offered: ['none', 'newest', 'fetching', 'fetched'],
  fetching: ['none', 'offered', 'fetched'],
  fetched: ['none', 'newest', 'offered', 'installing'],
  installing: ['fetched', 'offered', 'by-hand', 'installed'],
  'by-hand': ['none', 'newest', 'offered', 'fetched', 'installing'],
  installed: [],
};

const one = fc.constantFrom(...events);

test('whatever happens in whatever order, nothing is installed that was not fetched', () => {
  fc.assert(
    fc.property(fc.array(one, { maxLength: 40 }), (all) => {
      let state: UpdateState = atFirst;
      for (const event of all) {
        const next = advanceUpdate(state, event);
        const [from, to] = [state.phase.kind, next.phase.kind];
        if (from !== to) expect(after[from], `${from}: ${event.kind}`).toContain(to);
        // Without a byte fetched, only by the proven file of an earlier start.
        if (from === 'offered' && to === 'fetched') expect(event.kind).toBe('file-found');
        state = next;
      }
    }),
    { numRuns: 500 },
  );
});

test('an event that does not belong to the state changes nothing', () => {
  const offered: UpdateState = { phase: { kind: 'offered', release }, isLooking: false };
  for (const kind of ['fetch-ended', 'install-begun', 'install-ended', 'fetch-stopped'] as const)
    expect(advanceUpdate(offered, { kind })).toBe(offered);
  expect(advanceUpdate(atFirst, { kind: 'fetch-begun' })).toBe(atFirst);
});

test('what was offered before a start is taken up beside a trouble and a look, and its own file is found', () => {
  const problem = { code: 'old-runs', version: '0.2.0' } as const;
  const first: UpdateState = { phase: { kind: 'none' }, isLooking: true, problem };
  const taken = advanceUpdate(first, { kind: 'taken-up', release });
  expect(taken).toEqual({ phase: { kind: 'offered', release }, isLooking: true, problem });
  expect(advanceUpdate(taken, { kind: 'file-found', version: '0.3.0' })).toBe(taken);
  const found = { kind: 'file-found', version: release.version } as const;
  expect(advanceUpdate(taken, found)).toEqual({ ...taken, phase: { kind: 'fetched', release } });
  const newest: UpdateState = { phase: { kind: 'newest' }, isLooking: false };
  expect(advanceUpdate(newest, { kind: 'taken-up', release })).toEqual(newest);
});

test('a version without a file for this system is never fetched', () => {
  const { version, signedAtMs, notes } = release;
  const offered: UpdateState = {
    phase: { kind: 'offered', release: { version, signedAtMs, notes } },
    isLooking: false,
  };
  expect(advanceUpdate(offered, { kind: 'fetch-begun' })).toBe(offered);
});
