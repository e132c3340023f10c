import { describe, expect, test } from 'vitest';
import type { AccountView } from '../../../../../electron/shared/settings/account.ts';
import type { ArchivedFile, TaskView } from '../../../../../electron/shared/task.ts';
import { calm, heldUpBy } from '../../../../../renderer/state/library/held-up.ts';
import { explain } from '../../../../../renderer/feature/inspector/explain.ts';
import { gatherFacts } from '../../../../../renderer/feature/inspector/facts.ts';
import { takes } from '../../../../../renderer/state/library/task-actions.ts';
import {
  describeDeadline,
  describeProgress,
  fractionOf,
  shownDeadlineMs,
  summarise,
} from '../../../../../renderer/feature/task/wording.ts';
import {
  accountId,
  aCheckingTask,
  aReadyTask,
  aRunningTask,
  anId,
  nowMs,
  runwayId,
} from '../../../builders.ts';

const { state: _, missedAt: __, ...base } = aCheckingTask({ endpoint: runwayId });
const video: ArchivedFile = {
  role: 'video',
  path: '2026/11/fox.mp4',
  sizeBytes: 8_231_331,
  sha256: 'ab'.repeat(32),
  extension: 'mp4',
  mimeType: 'video/mp4',
  width: 1280,
  height: 720,
  durationMs: 5000,
};
const archived: TaskView = { ...base, state: 'archived', archivedAtMs: nowMs, files: [video] };
const failed: TaskView = {
  ...base,
  state: 'failed',
  endedAtMs: nowMs,
  providerCode: '400',
  providerMessage: 'Your prompt was refused.',
};
const account: AccountView = {
  id: accountId,
  name: 'Studio',
  provider: 'kie',
  baseUrl: 'https://api.kie.ai',
  hasKey: true,
};

function factsOf(task: TaskView): Readonly<Record<string, string>> {
  const groups = gatherFacts(task, [account], [{ id: runwayId, label: 'Runway' }]);
  return Object.fromEntries(
    groups.flatMap((group) => group.facts.map((fact) => [fact.name, fact.value])),
  );
}

describe('facts', () => {
  test('several results each have a title of their own', () => {
    const second = { ...video, path: '2026/11/fox 2.mp4' };
    const picture = { ...video, path: '2026/11/fox 3.png', mimeType: 'image/png' };
    const sound = { ...video, path: '2026/11/fox 4.mp3', mimeType: 'audio/mpeg' };
    const thumbnail: ArchivedFile = { ...picture, role: 'thumbnail', path: '2026/11/fox.png' };
    const files = [video, second, picture, sound, thumbnail];
    const titles = gatherFacts({ ...archived, files }, [], []).map(({ title }) => title);
    expect(titles.filter((title) => title.includes('file'))).toEqual([
      'Video file 1',
      'Video file 2',
      'Image file 3',
      'Audio file 4',
      'Thumbnail file',
    ]);
  });

  test('an archived video tells its size, shape, length and hash', () => {
    expect(factsOf(archived)).toMatchObject({
      Path: '2026/11/fox.mp4',
      Size: '8.2 MB',
      Resolution: '1280 × 720',
      Duration: '0:05',
      'SHA-256': 'ababababab…ababab',
      'Task ID': anId(),
      Endpoint: 'Runway',
      Account: 'Studio',
    });
  });

  test('what it cost, how long it took and a rare coding are told in words', () => {
    const record = { parameters: {}, creditsConsumed: 12.5, costTimeMs: 142_000 };
    const files = [{ ...video, codec: 'hvc1' }];
    expect(factsOf({ ...archived, record, files })).toMatchObject({
      Cost: '12.5 credits',
      'Generation time': '2:22',
      Codec: 'HEVC (H.265)',
    });
    expect(factsOf({ ...archived, record: { parameters: {}, creditsConsumed: 1 } })).toMatchObject({
      Cost: '1 credit',
    });
  });

  test('the whole hash is what is copied', () => {
    const facts = gatherFacts(archived, [], []).flatMap((group) => group.facts);
    expect(facts.find((fact) => fact.name === 'SHA-256')?.copy).toBe(video.sha256);
  });

  test('parameters are in words, without the prompt and what is empty', () => {
    const parameters = { prompt: 'A fox', aspectRatio: '16:9', expandPrompt: true, imageUrl: null };
    const groups = gatherFacts(aRunningTask({ record: { parameters } }), [], []);
    expect(groups[0]).toEqual({
      title: 'Parameters',
      facts: [
        { name: 'Aspect ratio', value: '16:9' },
        { name: 'Expand prompt', value: 'Yes' },
      ],
    });
  });

  test("the provider's own word and code are kept", () => {
    expect(factsOf(aRunningTask({ phase: 'unknown', rawState: 'polishing' }))).toMatchObject({
      'Provider status': 'polishing',
    });
    expect(factsOf(failed)).toMatchObject({ Code: '400' });
  });
});

describe('explanations', () => {
  test("a failure is told in the provider's own words", () => {
    expect(explain(failed, { nowMs }).sentence).toBe('Your prompt was refused.');
    expect(explain(failed, { nowMs }).remedy).toContain('400');
  });

  test('a pause comes before a hindrance, a hindrance before the state', () => {
    const hindrance = { code: 'media-stalled', host: 'files.example' } as const;
    const explained = (task: TaskView) => explain(task, { nowMs, hold: heldUpBy(task, calm) });
    expect(explained(aReadyTask({ hindrance })).sentence).toContain('files.example');
    expect(explained(aReadyTask({ hindrance, paused: true })).sentence).toBe('Paused by you.');
  });

  test.each(['folder-missing', 'drive-not-answering', 'not-an-archive'] as const)(
    'nothing is called safe while the folder cannot be seen: %s',
    (code) => {
      const unseen = { code, path: '/films' };
      const damage = { kind: 'missing', paths: ['a.mp4'], foundAtMs: nowMs } as const;
      for (const task of [archived, { ...archived, checkedAtMs: nowMs }, { ...archived, damage }]) {
        const { tone, sentence } = explain(task, { nowMs, unseen });
        expect([tone, sentence]).toEqual(['warn', expect.stringContaining('/films')]);
        expect(`${sentence} ${summarise(task, true)}`).not.toMatch(/safe|saved|verified/i);
      }
    },
  );

  test('an unknown word of the provider is quoted', () => {
    const task = aRunningTask({ phase: 'unknown', rawState: 'polishing' });
    expect(explain(task, { nowMs }).sentence).toContain('“polishing”');
    expect(summarise(task)).toContain('“polishing”');
  });
});

describe('ends', () => {
  const ended = { endedAtMs: nowMs } as const;
  const lost: TaskView = { ...base, ...ended, state: 'lost', cause: { code: 'media-expired' } };

  test('a failure says what can be done, and its code', () => {
    const refused = { ...failed, providerMessage: 'Your prompt was caught by our AI moderator.' };
    expect(explain(refused, { nowMs }).remedy).toMatch(/Reword .* code is 400\.$/);
    expect(explain({ ...refused, providerCode: '' }, { nowMs }).remedy).not.toContain('code');
  });

  test('a success without a file says so while it is asked for, and when it has ended', () => {
    const waiting = aRunningTask({ rawState: 'success', withoutFileSinceMs: nowMs, text: 'hello' });
    expect(explain(waiting, { nowMs }).sentence).toContain('has no file yet');
    expect(explain(waiting, { nowMs }).sentence).toContain('“hello”');
    expect(summarise(waiting)).toBe('Finished, but no file yet');
    const over = { ...failed, providerMessage: '', withoutFile: { text: 'hello' } } as const;
    expect(explain(over, { nowMs }).sentence).toContain('never had a file');
    expect(summarise(over)).toBe('Finished without a file');
    expect(takes(over, 'check')).toBe(true);
    expect(takes(failed, 'check')).toBe(false);
  });

  test('a lost video names the recipe that is left', () => {
    const record = { prompt: 'A fox', parameters: {} };
    expect(explain({ ...lost, record }, { nowMs }).remedy).toContain('prompt and its parameters');
    expect(explain(lost, { nowMs }).remedy).not.toContain('prompt');
  });

  test('a stalled task says until when it is asked about', () => {
    const { state: _state, ...running } = aRunningTask();
    const stalled: TaskView = { ...running, state: 'stalled' };
    expect(explain(stalled, { nowMs: nowMs + 3_600_000 }).remedy).toContain('checks occasionally');
    expect(explain(stalled, { nowMs: nowMs + 61 * 86_400_000 }).remedy).toContain(
      'stopped checking',
    );
  });
});

describe('a row', () => {
  test('sums up an archived video', () => {
    expect(summarise(archived)).toBe('8.2 MB · 0:05 · 1280 × 720');
  });

  test('tells received, total, speed and time left', () => {
    const progress = { taskId: anId(), receivedBytes: 2_000_000, bytesPerSecond: 1_000_000 };
    expect(describeProgress({ ...progress, totalBytes: 8_000_000 })).toBe(
      '2.0 MB of 8.0 MB · 1.0 MB/s · 6 s left',
    );
    expect(describeProgress(progress)).toBe('2.0 MB · 1.0 MB/s');
    expect(fractionOf({ ...progress, totalBytes: 8_000_000 })).toBe(0.25);
    expect(fractionOf(progress)).toBeUndefined();
    expect(fractionOf({ ...progress, totalBytes: 0 })).toBeUndefined();
  });

  test('shows a deadline once there is a link to lose, or little time left', () => {
    const far = nowMs + 14 * 86_400_000;
    expect(shownDeadlineMs(aRunningTask({ deadlineMs: far }), nowMs)).toBeUndefined();
    expect(shownDeadlineMs(aRunningTask({ deadlineMs: nowMs + 1 }), nowMs)).toBe(nowMs + 1);
    expect(shownDeadlineMs(aReadyTask({ deadlineMs: far }), nowMs)).toBe(far);
    expect(shownDeadlineMs({ ...archived, deadlineMs: far }, nowMs)).toBeUndefined();
  });

  test('counts down to the deadline, and does not claim death at its end', () => {
    expect(describeDeadline(nowMs + 3_600_000, nowMs)).toBe('Link expires in 1 h');
    expect(describeDeadline(nowMs, nowMs)).toBe('Link may have expired');
  });
});
