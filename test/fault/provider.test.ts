import { expect } from 'vitest';
import {
  archived,
  lost,
  onAccount,
  onQuestion,
  onVideo,
  playFaults,
  told,
  waits,
  type FaultCase,
} from './case.ts';
import type { Bench } from './bench.ts';

const once = { times: 1 };
const video = 'dunes.mp4';
const thumbnail = 'dunes.jpg';
const dayMs = 24 * 3_600_000;

/** The user gives the account its key again. */
async function giveKey(bench: Bench): Promise<void> {
  bench.lift();
  await bench.it.saveAccount(bench.it.provider.key);
}

/** The provider knows better by now. */
function goOn(bench: Bench): void {
  for (const { id, state } of bench.it.core.tasks.tasks()) {
    if (state === 'archived') continue;
    bench.it.provider.setTask(id, { state: 'success', video, thumbnail });
  }
}

const untilNewKey = {
  end: waits('checking', 'key-refused'),
  meetsAll: true,
  lift: giveKey,
} as const;

const accounts: readonly FaultCase[] = [
  { name: 'refuses the key', set: onAccount('unauthorized'), ...untilNewKey },
  { name: 'refuses the key with 401', set: onAccount('http-401'), ...untilNewKey },
  ...(
    [
      ['drops every call', 'rate-limited', 'rate-limited'],
      ['drops every call with 429', 'http-429', 'rate-limited'],
      ['drops every call, its code as text', 'code-as-string', 'rate-limited'],
      ['is closed for maintenance', 'maintenance', 'maintenance'],
      ['has no credits for it', 'no-credits', 'no-credits'],
      ['has a limit for the key', 'sub-key-limit', 'sub-key-limit'],
      ['refuses the client', 'client-blocked', 'client-blocked'],
      ['resets every connection', 'reset', 'unreachable'],
      ['is a page', 'html-200', 'not-the-provider'],
      ['answers nothing', 'empty-body', 'not-the-provider'],
      ['answers half a document', 'garbage-json', 'not-the-provider'],
      ['cuts every answer', 'truncated-answer', 'unreachable'],
      ['has moved', 'http-redirect', 'not-the-provider'],
      ['has no such page', 'http-404', 'not-the-provider'],
    ] as const
  ).map(([name, fault, code]): FaultCase => ({
    name,
    set: onAccount(fault),
    end: waits('checking', code),
    meetsAll: true,
  })),
  {
    name: 'drops three calls in a row',
    set: onAccount('rate-limited', { times: 3 }),
    end: archived,
    takesLong: true,
  },
  ...['2', '0', 'Thu, 31 Dec 2099 23:59:59 GMT', 'later', '1e99'].map((retryAfter): FaultCase => ({
    name: `asks for a rest of "${retryAfter}"`,
    set: onAccount('http-429', { ...once, with: { headers: { 'retry-after': retryAfter } } }),
    end: archived,
    takesLong: true,
  })),
  ...[dayMs, -dayMs].map((aheadMs): FaultCase => ({
    name: `has a clock that is a day ${aheadMs > 0 ? 'ahead' : 'behind'}`,
    set: (bench) =>
      onAccount({ on: 'api', headers: { date: new Date(Date.now() + aheadMs).toUTCString() } })(
        bench,
      ),
    end: archived,
  })),
];

const deep = `{"code":200,"msg":"success","data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
const deepText = `{"code":200,"msg":"success","data":${JSON.stringify('{"a":'.repeat(50_000))}}`;
const huge = `{"code":200,"msg":"success","data":"${'x'.repeat(6 * 1024 * 1024)}"}`;
const twice = '{"code":200,"msg":"success","data":{"state":"success"},"code":500,"data":null}';

const answers: readonly FaultCase[] = [
  ...(
    [
      ['has a server error', 'server-error', 'provider-error'],
      ['has a server error in Chinese', 'message-chinese', 'provider-error'],
      ['says 408', 'request-timeout', 'provider-error'],
      ['says 501', 'generation-failed', 'provider-error'],
      ['says 505', 'feature-disabled', 'provider-error'],
      ['says 599', 'code-unknown', 'provider-error'],
      ['answers 500', 'http-500', 'provider-error'],
      ['answers 502 with a page', 'http-502-html', 'provider-error'],
      ['answers 503', 'http-503', 'provider-error'],
      ['answers JSON without end', { on: 'api', body: huge }, 'unreachable'],
      ['answers JSON 100,000 levels deep', { on: 'api', body: deep }, 'not-the-provider'],
      ['answers text that is JSON without end', { on: 'api', body: deepText }, 'not-the-provider'],
      ['answers a list', 'data-list', 'not-the-provider'],
      ['answers a word', { on: 'api', body: { code: 200, data: 'pending' } }, 'not-the-provider'],
      ['answers every field twice', { on: 'api', body: twice }, 'provider-error'],
    ] as const
  ).map(([name, fault, code]): FaultCase => ({
    name,
    set: onQuestion(fault),
    end: waits('checking', code),
  })),
  ...(
    [
      ['calls the request bad', 'bad-request'],
      ['says 404', 'not-found'],
      ['has no record yet', 'record-null'],
      ['has no data', 'data-null'],
      ['leaves the data out', 'data-missing'],
    ] as const
  ).map(([name, fault]): FaultCase => ({
    name,
    set: onQuestion(fault),
    end: waits('not-found'),
    budget: { calls: 30 },
  })),
  { name: 'has an empty record', set: onQuestion('data-empty'), end: waits('running') },
  { name: 'is slow', set: onQuestion('slow', { with: { delayMs: 300 } }), end: archived },
];

const stories: readonly FaultCase[] = [
  { name: 'says that it failed', set: told({ state: 'fail' }), end: { state: 'failed' } },
  {
    name: 'says that the video has expired',
    set: told({ state: 'success', expired: true }),
    end: lost('media-expired'),
  },
  {
    name: 'names no link at first',
    set: told({ state: 'success', forMs: 300 }, { state: 'success', video, thumbnail }),
    end: archived,
  },
  { name: 'names no link', set: told({ state: 'success' }), end: waits('running'), lift: goOn },
  {
    name: 'says a word that nobody knows',
    set: told({ state: 'reviewing' }),
    end: waits('running'),
    lift: goOn,
  },
  {
    name: 'goes back from success to generating',
    set: (bench) => {
      const id = told(
        { state: 'success', video, thumbnail, forMs: 200 },
        { state: 'generating' },
      )(bench);
      bench.it.provider.fault('file-404', { via: 'direct' });
      return id;
    },
    end: archived,
  },
  {
    name: 'answers with another id',
    set: told({ state: 'success', video, thumbnail, data: { taskId: 'f'.repeat(32) } }),
    end: waits('checking', 'other-task'),
    lift: goOn,
  },
  {
    name: 'says that another one has failed',
    set: told({ state: 'fail', data: { taskId: 'f'.repeat(32) } }),
    end: waits('checking', 'other-task'),
    lift: goOn,
  },
  {
    name: 'repeats its key as its reason',
    set: (bench) => {
      const { key } = bench.it.provider;
      const body = JSON.stringify({ code: 500, msg: `Bearer ${key} ${encodeURIComponent(key)}` });
      return onQuestion({ on: 'api', body })(bench);
    },
    end: waits('checking', 'provider-error'),
    also: (bench, task) => {
      expect(JSON.stringify(task)).toContain('[key]');
      expect(JSON.stringify(task)).not.toContain(bench.it.provider.key);
    },
  },
  {
    name: 'forgets the record while the video is fetched',
    set: (bench) => {
      bench.it.provider.fault('data-null', { endpoint: 'runway', skip: 2 });
      return onVideo('file-404', { via: 'direct' })(bench);
    },
    end: archived,
  },
];

playFaults('The provider', [...accounts, ...answers, ...stories]);
