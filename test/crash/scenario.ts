import type { FakeProvider } from '../fake/provider/server.ts';
import type { Step, TaskEndpoint } from '../fake/provider/script.ts';
import type { Request } from './protocol.ts';

/** What is to become of an id in the end. */
export interface Expectation {
  readonly id: string;
  /** `removed`: taken off the list by the user, whatever it was by then. */
  readonly end: 'archived' | 'failed' | 'lost' | 'not-found' | 'removed';
  /** Media files by their names at the provider, in order; the thumbnail last. */
  readonly files: readonly string[];
}

/** What the user does, one after the other, and what comes of it. */
export interface Scenario {
  readonly requests: readonly Request[];
  readonly expectations: readonly Expectation[];
}

const videos = ['aurora', 'dunes', 'fireflies', 'fractal', 'lagoon', 'nebula', 'testcard', 'tide'];

interface Plan {
  readonly endpoint: TaskEndpoint;
  readonly script: readonly Step[];
  readonly end: Expectation['end'];
  readonly files: readonly string[];
}

function whole(name: string, isLate = false): Plan {
  const files = [`${name}.mp4`, `${name}.jpg`];
  const success = { state: 'success', video: `${name}.mp4`, thumbnail: `${name}.jpg` } as const;
  const script: readonly Step[] = isLate
    ? [{ state: 'generating', forMs: 20_000 }, success]
    : [success];
  return { endpoint: 'runway', script, end: 'archived', files };
}

function severalResults(names: readonly string[]): Plan {
  const [video = '', ...results] = names.map((name) => `${name}.mp4`);
  return {
    endpoint: 'market',
    script: [{ state: 'success', video, results }],
    end: 'archived',
    files: [video, ...results],
  };
}

const plans = (pick: () => string): readonly Plan[] => [
  whole(pick()),
  whole(pick()),
  whole(pick(), true),
  { ...whole(pick()), endpoint: 'aleph' },
  severalResults([pick(), pick(), pick()]),
  { ...whole(pick()), end: 'removed' },
  { ...severalResults([pick(), pick()]), end: 'removed' },
  { endpoint: 'runway', script: [{ state: 'fail', code: 400 }], end: 'failed', files: [] },
  {
    endpoint: 'runway',
    script: [{ state: 'success', expired: true }],
    end: 'lost',
    files: [],
  },
];

/** A day of a user's, drawn from the random numbers: tasks at the provider, and what is asked for when. */
export function drawScenario(provider: FakeProvider, random: () => number): Scenario {
  const pick = () => videos[Math.floor(random() * videos.length)] ?? 'aurora';
  const expectations = plans(pick).map(({ endpoint, script, end, files }, index) => {
    const prompt = `Scene ${String(index + 1)}`;
    return { id: provider.addTask({ endpoint, script, prompt }), end, files };
  });
  const unknown = { id: provider.unknownId(), end: 'not-found', files: [] } as const;
  provider.fault('throttle', { file: 'video', with: { bytesPerSecond: 1_200_000 } });
  const all: readonly Expectation[] = [...expectations, unknown];
  const ids = all.map(({ id }) => id).sort(() => random() - 0.5);
  const cut = 1 + Math.floor(random() * (ids.length - 1));
  const removed = expectations.filter(({ end }) => end === 'removed').map(({ id }) => id);
  return {
    expectations: all,
    requests: [
      { do: 'account', baseUrl: provider.baseUrl, key: provider.key },
      { do: 'limit', simultaneousTransfers: 1 + Math.floor(random() * 8) },
      { do: 'add', ids: ids.slice(0, cut) },
      // Some come twice: they must not be there twice.
      { do: 'add', ids: ids.slice(Math.max(0, cut - 2)) },
      { do: 'remove', ids: removed },
      { do: 'check' },
    ],
  };
}
