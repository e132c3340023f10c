import type { SceneTask } from './scene.ts';
import { moderatorMessage } from './scene.ts';
import type { Step, TaskEndpoint } from './script.ts';
import type { FakeProvider } from './server.ts';

interface Shot {
  readonly endpoint: TaskEndpoint;
  readonly prompt: string;
  readonly description: string;
  readonly script: readonly Step[];
  /** How long ago the task was created. */
  readonly ageMs: number;
  /** Its video comes this slowly. */
  readonly bytesPerSecond?: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const running = (forMs: number, name: string): Step[] => [
  { state: 'generating', forMs },
  { state: 'success', video: `${name}.mp4`, thumbnail: `${name}.jpg` },
];
/** A Runway clip took half a minute to a minute in recordings. */
const done = (name: string): Step[] => running(40_000, name);

const shots: readonly Shot[] = [
  {
    endpoint: 'runway',
    prompt: 'Northern lights dancing over a silent mountain ridge, 35 mm, time lapse',
    description: 'is ready',
    script: done('aurora'),
    ageMs: 40 * minuteMs,
  },
  {
    endpoint: 'runway',
    prompt: 'Endless dunes at golden hour, slow drone flight towards the sun',
    description: 'is ready',
    script: done('dunes'),
    ageMs: 3 * hourMs,
  },
  {
    endpoint: 'aleph',
    prompt: 'Change the daylight to a full moon and let the sea glitter',
    description: 'is ready',
    script: done('tide'),
    ageMs: 26 * hourMs,
  },
  {
    endpoint: 'runway',
    prompt: 'Rose and violet nebula breathing in slow motion, vertical, for a phone wallpaper',
    description: 'is ready',
    script: done('nebula'),
    ageMs: 2 * dayMs,
  },
  {
    endpoint: 'runway',
    prompt: 'Fireflies waking up over a summer pond at dusk, shallow depth of field',
    description: 'is ready',
    script: done('fireflies'),
    ageMs: 4 * dayMs,
  },
  {
    endpoint: 'aleph',
    prompt: 'Make the lagoon turquoise and the sand warmer, keep the camera move',
    description: 'is ready',
    script: done('lagoon'),
    ageMs: 6 * dayMs,
  },
  {
    endpoint: 'runway',
    prompt: 'Dive into glowing embers that fold into themselves without end',
    description: 'is ready, and its link is in its last day',
    script: done('fractal'),
    ageMs: 13 * dayMs + 6 * hourMs,
  },
  {
    endpoint: 'runway',
    prompt: 'Flight along an emerald coastline, polished glass, macro lens, 4K master',
    description: 'is ready; its 2.4 MB come at 40 kB/s, about a minute',
    script: done('large'),
    ageMs: 12 * minuteMs,
    bytesPerSecond: 40_000,
  },
  {
    endpoint: 'runway',
    prompt: 'Calibration chart with a running clock for the edit suite',
    description: 'is ready; its video comes at 3 kB/s, about a minute',
    script: done('testcard'),
    ageMs: 5 * minuteMs,
    bytesPerSecond: 3_000,
  },
  {
    endpoint: 'runway',
    prompt: 'A golden retriever running through a field of wildflowers',
    description: 'generates for 4 minutes',
    script: running(4 * minuteMs, 'dunes'),
    ageMs: 20_000,
  },
  {
    endpoint: 'aleph',
    prompt: 'Transform the clip into a hand-painted watercolor animation',
    description: 'generates for 9 minutes',
    script: running(9 * minuteMs, 'lagoon'),
    ageMs: 3 * minuteMs,
  },
  {
    endpoint: 'runway',
    prompt: 'Paper cranes unfold into a flock over a misty lake at dawn',
    description: 'queues for 2 minutes, then generates for 1',
    script: [{ state: 'queueing', forMs: 2 * minuteMs }, ...running(minuteMs, 'tide')],
    ageMs: 8_000,
  },
  {
    endpoint: 'runway',
    prompt: 'Old tram climbs a rainy street, neon reflected in the cobbles',
    description: 'waits for 5 minutes, then generates for 1',
    script: [{ state: 'wait', forMs: 5 * minuteMs }, ...running(minuteMs, 'fireflies')],
    ageMs: 4_000,
  },
  {
    endpoint: 'runway',
    prompt: 'A duel at high noon, extreme close-up, slow motion',
    description: 'has failed: moderation',
    script: [{ state: 'fail', code: 400, message: moderatorMessage }],
    ageMs: 90 * minuteMs,
  },
  {
    endpoint: 'aleph',
    prompt: 'Replace the sky with a slowly turning galaxy',
    description: 'has failed: the provider broke down',
    script: [{ state: 'fail' }],
    ageMs: 5 * hourMs,
  },
];

/** Tasks in every state, old and new, some of them long: for looking at the window and for its picture. */
export function showcaseScene(provider: FakeProvider, nowMs = Date.now()): readonly SceneTask[] {
  const tasks = shots.map(({ ageMs, bytesPerSecond, description, ...shot }) => {
    const id = provider.addTask({ ...shot, createdAtMs: nowMs - ageMs });
    if (bytesPerSecond !== undefined) {
      provider.fault('throttle', { taskId: id, file: 'video', with: { bytesPerSecond } });
    }
    return { id, endpoint: shot.endpoint, prompt: shot.prompt, description };
  });
  const unknown = { id: provider.unknownId(), endpoint: 'auto', prompt: '' } as const;
  return [...tasks, { ...unknown, description: 'is not known to the provider' }];
}
