import { afterEach, beforeEach, expect, test } from 'vitest';
import { answer } from '../../electron/cli/answer.ts';
import type { Request } from '../../electron/cli/protocol.ts';
import { followLocale } from '../../electron/shared/messages/catalogue.ts';
import { runIn, wait } from './commands-harness.ts';
import { CoreHarness } from './core-harness.ts';
import { addEveryCatalogue } from '../../electron/shared/messages/every-catalogue.ts';

addEveryCatalogue();

let harness: CoreHarness;

beforeEach(async () => {
  harness = await CoreHarness.start();
  followLocale(() => 'ru');
});

afterEach(async () => {
  followLocale(() => 'en');
  await harness.stop();
});

// Scripts read them.
test.each([[['update']], [['add', 'ee603959-debb-48d1-98c4-a6d1c717eba6', '--endpoint', 'none']]])(
  'commands answer in English while the window speaks Russian: %s',
  async (args) => {
    const { core } = harness;
    const parts = { core, version: '0.2.0', isRunning: true, mask: String, wait };
    const connect = () => ({
      isRunning: true,
      ask: (request: Request) => answer(request, parts),
      end: () => Promise.resolve(),
    });
    const { out, err } = await runIn(core, args, { connect });
    expect(out + err).toMatch(/[A-Z][a-z]+ .+/);
    expect(out + err).not.toMatch(/\p{Script=Cyrillic}/u);
  },
);
