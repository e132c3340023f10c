import { describe, expect, test } from 'vitest';
import { unsuitable, type Computer } from '../../../../electron/core/archive/unsuitable.ts';

const linux: Computer = { platform: 'linux', home: '/home/ada' };
const mac: Computer = { platform: 'darwin', home: '/Users/ada' };
const windows: Computer = { platform: 'win32', home: 'C:\\Users\\Ada', systemDrive: 'C:' };

const refused: readonly (readonly [Computer, string, string])[] = [
  [linux, '/', 'root'],
  [linux, '//', 'root'],
  [linux, '/home/..', 'root'],
  [linux, '/home/ada', 'home'],
  [linux, '/home/ada/', 'home'],
  [linux, '/home/ada/Videos/..', 'home'],
  [linux, '/tmp', 'temporary'],
  [linux, '/var/tmp/', 'temporary'],
  ...['/etc', '/etc/films', '/proc/1', '/sys', '/dev/shm', '/usr', '/usr/bin', '/var', '/home'].map(
    (path) => [linux, path, 'system'] as const,
  ),
  ...['/media', '/mnt', '/run', '/boot/efi', '/lib64'].map(
    (path) => [linux, path, 'system'] as const,
  ),
  [mac, '/Users/ada', 'home'],
  [mac, '/private/tmp', 'temporary'],
  ...['/Users', '/Volumes', '/System/Library', '/Applications', '/Library'].map(
    (path) => [mac, path, 'system'] as const,
  ),
  [windows, 'C:\\', 'root'],
  [windows, 'c:/', 'root'],
  [windows, 'C:\\Users\\ada\\', 'home'],
  ...['C:\\Windows', 'c:\\windows\\system32', 'C:\\Program Files\\Films', 'C:\\Users'].map(
    (path) => [windows, path, 'system'] as const,
  ),
];

const taken: readonly (readonly [Computer, string])[] = [
  ...['/home/ada/Videos/Reelkeep', '/home/bob', '/media/ada/disk', '/mnt/films', '/tmp/films'].map(
    (path) => [linux, path] as const,
  ),
  ...['/run/media/ada/disk', '/etcetera', '/srv/films', '/opt/films', '/films'].map(
    (path) => [linux, path] as const,
  ),
  [mac, '/Volumes/Films'],
  [mac, '/Users/ada/Movies/Reelkeep'],
  ...['E:\\', 'D:\\Films', 'C:\\Films', 'C:\\Windows films', '\\\\nas\\films'].map(
    (path) => [windows, path] as const,
  ),
];

describe('a folder for videos', () => {
  test.each(refused)('$platform: %s is refused', (computer, path, reason) => {
    expect(unsuitable(path, computer)).toBe(reason);
  });

  test.each(taken)('$platform: %s is taken', (computer, path) => {
    expect(unsuitable(path, computer)).toBeUndefined();
  });
});
