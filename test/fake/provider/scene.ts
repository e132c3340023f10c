import type { TaskEndpoint } from './script.ts';
import type { FakeProvider } from './server.ts';

/** A task of a scene, with what it is going to do in a sentence. */
export interface SceneTask {
  readonly id: string;
  readonly endpoint: TaskEndpoint | 'auto';
  readonly prompt: string;
  readonly description: string;
}

/** The tasks of the demo, by what becomes of them. */
export interface DemoScene {
  readonly runway: SceneTask;
  readonly aleph: SceneTask;
  readonly failing: SceneTask;
  readonly unknown: SceneTask;
}

/** What the provider's documentation lists among the reasons for a failure. */
export const moderatorMessage = 'Your prompt was caught by our AI moderator.';

/** Four tasks that show everything within ten seconds of their first request. */
export function demoScene(provider: FakeProvider): DemoScene {
  return {
    runway: addRunway(provider),
    aleph: addAleph(provider),
    failing: addFailing(provider),
    unknown: {
      id: provider.unknownId(),
      endpoint: 'auto',
      prompt: '',
      description: 'is not known to the provider',
    },
  };
}

function addRunway(provider: FakeProvider): SceneTask {
  const prompt = 'Green and violet northern lights over a dark ridge, time lapse';
  const id = provider.addTask({
    endpoint: 'runway',
    prompt,
    script: [
      { state: 'wait', forMs: 1000 },
      { state: 'queueing', forMs: 1500 },
      { state: 'generating', forMs: 3500 },
      { state: 'success', video: 'aurora.mp4', thumbnail: 'aurora.jpg' },
    ],
  });
  return {
    id,
    endpoint: 'runway',
    prompt,
    description: 'is ready 6 s after the first request',
  };
}

function addAleph(provider: FakeProvider): SceneTask {
  const prompt = 'Turn the coast into a calm sea under a full moon';
  const id = provider.addTask({
    endpoint: 'aleph',
    prompt,
    script: [
      { state: 'generating', forMs: 8000 },
      { state: 'success', video: 'tide.mp4', thumbnail: 'tide.jpg' },
    ],
  });
  return { id, endpoint: 'aleph', prompt, description: 'is ready 8 s after the first request' };
}

function addFailing(provider: FakeProvider): SceneTask {
  const prompt = 'A scene the moderation does not let through';
  const id = provider.addTask({
    endpoint: 'runway',
    prompt,
    script: [
      { state: 'generating', forMs: 3000 },
      { state: 'fail', code: 400, message: moderatorMessage },
    ],
  });
  return {
    id,
    endpoint: 'runway',
    prompt,
    description: 'fails 3 s after the first request: moderation',
  };
}
