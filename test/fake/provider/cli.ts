import { parseArgs } from 'node:util';
import { describeRequest } from './request-log.ts';
import { type SceneTask, demoScene } from './scene.ts';
import { type FakeProvider, startFakeProvider } from './server.ts';
import { showcaseScene } from './showcase.ts';

const usage = `Starts a provider that behaves like the real one, on this machine only.

  npm run fake-provider -- [--port N] [--key KEY] [--scene demo|showcase]`;

const scenes: Readonly<Record<string, (provider: FakeProvider) => readonly SceneTask[]>> = {
  demo: (provider) => {
    const { runway, aleph, failing, unknown } = demoScene(provider);
    return [runway, aleph, failing, unknown];
  },
  showcase: (provider) => showcaseScene(provider),
};

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      key: { type: 'string' },
      scene: { type: 'string', default: 'demo' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const port = Number(values.port);
  const scene = scenes[values.scene];
  if (values.help || scene === undefined || !Number.isInteger(port)) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const provider = await startFakeProvider({
    port,
    ...(values.key === undefined ? {} : { key: values.key }),
    log: (request) => {
      console.log(describeRequest(request));
    },
  });
  console.log(introduction(provider, scene(provider)));
  process.once('SIGINT', () => void provider.stop());
  process.once('SIGTERM', () => void provider.stop());
}

function introduction(provider: FakeProvider, tasks: readonly SceneTask[]): string {
  const lines = tasks.map(
    ({ id, endpoint, description }) => `  ${id}  ${endpoint.padEnd(6)}  ${description}`,
  );
  return [
    'In Reelkeep: Settings, Accounts, Add account:',
    `  Provider  Custom`,
    `  Base URL  ${provider.baseUrl}`,
    `  API key   ${provider.key}`,
    'Then Add videos, and paste these lines or the ids in them:',
    ...lines,
    'Ctrl-C stops.',
    '',
  ].join('\n');
}

try {
  await run();
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
}
