import { expect, test } from 'vitest';
import { taskbarView } from '../../../../electron/host/tray/taskbar-view.ts';
import type { TransferProgress } from '../../../../electron/shared/task.ts';
import { anId } from '../../builders.ts';

const bytes = (receivedBytes: number, totalBytes?: number): TransferProgress => ({
  taskId: anId(),
  bytesPerSecond: 1,
  receivedBytes,
  ...(totalBytes !== undefined && { totalBytes }),
});

test.each<[string, readonly TransferProgress[], ReturnType<typeof taskbarView>]>([
  ['nothing', [], { fraction: -1, mode: 'normal' }],
  [
    'all bytes of all transfers',
    [bytes(10, 100), bytes(0, 100)],
    { fraction: 0.05, mode: 'normal' },
  ],
  [
    'one of unknown size beside another',
    [bytes(50, 100), bytes(9)],
    { fraction: 0.5, mode: 'normal' },
  ],
  ['only unknown sizes', [bytes(9)], { fraction: 2, mode: 'indeterminate' }],
  ['a size of nothing', [bytes(0, 0)], { fraction: 2, mode: 'indeterminate' }],
  ['more than was announced', [bytes(101, 100)], { fraction: 1, mode: 'normal' }],
  ['less than a hundredth more', [bytes(509, 1_000)], { fraction: 0.5, mode: 'normal' }],
])('the bar shows %s', (_title, transfers, view) => {
  expect(taskbarView(transfers, 'normal')).toEqual(view);
});

test('what waits for the user or is paused is seen in the taskbar, too', () => {
  expect(taskbarView([], 'attention')).toEqual({ fraction: 1, mode: 'error' });
  expect(taskbarView([], 'paused')).toEqual({ fraction: 1, mode: 'paused' });
  expect(taskbarView([bytes(1, 2)], 'attention')).toEqual({ fraction: 0.5, mode: 'error' });
});
