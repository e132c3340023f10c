import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  installHindrance,
  nextLookAtMs,
  startOutcome,
  updaterOf,
} from '../../../../electron/core/update/policy.ts';

const hourMs = 3_600_000;
const nowMs = Date.UTC(2026, 10, 27, 12);

test.each([
  [{ moving: 0 }, undefined],
  [{ moving: 1 }, 'bytes-move'],
  [{ moving: 3, deadlineAtMs: nowMs + 90 * hourMs }, 'bytes-move'],
  [{ moving: 0, deadlineAtMs: nowMs + hourMs }, undefined],
  [{ moving: 0, deadlineAtMs: nowMs + hourMs - 1 }, 'deadline-near'],
  [{ moving: 0, deadlineAtMs: nowMs }, 'deadline-near'],
  [{ moving: 0, deadlineAtMs: nowMs - hourMs + 1 }, 'deadline-near'],
  [{ moving: 0, deadlineAtMs: nowMs - hourMs }, undefined],
])('with %j an update is hindered by %s', (work, hindrance) => {
  expect(installHindrance(work, nowMs)).toBe(hindrance);
});

test('the first look comes between two and ten minutes after the start', () => {
  expect(nextLookAtMs(nowMs, undefined, 0) - nowMs).toBe(2 * 60_000);
  expect(nextLookAtMs(nowMs, undefined, 1) - nowMs).toBe(10 * 60_000);
});

test('a look is never sooner than the first after a start, nor later than two days, whatever the clock did', () => {
  const times = fc.integer({ min: -400 * 24, max: 400 * 24 });
  fc.assert(
    fc.property(times, fc.double({ min: 0, max: 1, noNaN: true }), (hours, random) => {
      const atMs = nextLookAtMs(nowMs, nowMs + hours * hourMs, random);
      expect(atMs - nowMs).toBeGreaterThanOrEqual(2 * 60_000);
      expect(atMs - nowMs).toBeLessThanOrEqual(48 * hourMs);
    }),
  );
});

const linux = { platform: 'linux', isPackaged: true, env: {} } as const;

test.each([
  [{ ...linux, isPackaged: false }, 'nobody'],
  [{ ...linux, packageType: 'deb' }, 'package'],
  [{ ...linux, packageType: 'rpm' }, 'package'],
  [{ ...linux, packageType: 'pacman' }, 'other'],
  [{ ...linux, packageType: 'deb', env: { FLATPAK_ID: 'io.github.reelkeep.app' } }, 'other'],
  [{ ...linux, env: { SNAP: '/snap/reelkeep/1' } }, 'other'],
  [{ ...linux, env: { SNAP: '' } }, 'nobody'],
  [{ ...linux, env: { APPIMAGE: '/home/u/Reelkeep.AppImage' } }, 'self'],
  [linux, 'nobody'],
  [{ ...linux, platform: 'win32' }, 'self'],
  [{ ...linux, platform: 'win32', isInstalled: true }, 'self'],
  [{ ...linux, platform: 'win32', isInstalled: false }, 'nobody'],
  [{ ...linux, platform: 'darwin', isInstalled: false }, 'nobody'],
  [{ ...linux, platform: 'darwin' }, 'self'],
] as const)('who updates %j: %s', (installation, updater) => {
  expect(updaterOf(installation)).toBe(updater);
});

test.each([
  [{}, undefined],
  [{ ranVersion: '0.1.0' }, 'new-runs'],
  [{ ranVersion: '0.2.0' }, undefined],
  [{ ranVersion: '0.3.0' }, undefined],
  [{ ranVersion: 'odd' }, undefined],
  [{ ranVersion: '0.1.0', awaited: '0.2.0' }, 'new-runs'],
  [{ ranVersion: '0.2.0', awaited: '0.3.0' }, 'old-runs'],
  [{ ranVersion: '0.1.0', awaited: '0.3.0' }, 'new-runs'],
  [{ awaited: '0.3.0' }, 'old-runs'],
])('a start of 0.2.0 after %j says: %s', (before, outcome) => {
  expect(startOutcome(before, '0.2.0')).toBe(outcome);
});
