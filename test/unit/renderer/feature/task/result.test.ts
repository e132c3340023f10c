import { expect, test } from 'vitest';
import { pictureOf } from '../../../../../renderer/feature/task/result.ts';
import { aFile, anArchivedTask, nowMs } from '../../../builders.ts';

const thumbnail = aFile({ path: 'a.jpg', mimeType: 'image/jpeg', role: 'thumbnail' });
const damage = { kind: 'damaged', paths: ['a.mp4'], foundAtMs: nowMs + 1 } as const;
const whole = anArchivedTask({ thumbnail });
const hurt = anArchivedTask({ thumbnail, damage, updatedAtMs: nowMs + 1 });
const repaired = anArchivedTask({ thumbnail, updatedAtMs: nowMs + 2 });

test('a picture has a new address once it was found damaged, and another once it is repaired', () => {
  const urls = [whole, hurt, repaired].map((task) => pictureOf(task)?.url);
  expect(new Set(urls).size).toBe(3);
});
