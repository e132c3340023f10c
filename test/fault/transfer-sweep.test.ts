import { afterAll, beforeAll, expect, test } from 'vitest';
import { RefusingFs } from '../fake/refusing-fs.ts';
import { canMeet, type DiskCall, type Trouble } from './sweep/disk.ts';
import { filmOf, sha256 } from './sweep/film.ts';
import type { BreakPoint, Serving } from './sweep/host.ts';
import { Run, type Plan, type Scenario } from './sweep/run.ts';

const kiB = 1024;
const miB = 1024 ** 2;

/** All lives take hours. By hand every n-th is lived; usually a few of each scenario, always the same ones. */
const by = process.env['TRANSFER_SWEEP'];
const between = by === undefined ? undefined : Number(by);
const livesEach = 5;
const limitMs = between === undefined ? 30_000 : 3_600_000;
let turns = 0;

function some<T>(all: readonly T[], turn: number): T | undefined {
  return all[(turn * 7) % all.length];
}

const small = filmOf(150 * kiB, 1);
const middle = filmOf(2.4 * miB, 1);
const large = filmOf(5.3 * miB, 1);

function fileOf(film: Buffer): Pick<Serving, 'film' | 'sha256'> {
  return { film, sha256: sha256(film) };
}

const usual: Serving = {
  ...fileOf(small),
  etag: '"1"',
  saysLength: true,
  takesRanges: true,
  isCoded: false,
  pieceMs: 100,
};

const plain = { serving: usual, slackBytes: 3 * miB, diskTurns: 0 };
const inTheMiddle = { serving: { ...usual, ...fileOf(middle) }, slackBytes: 3 * miB, diskTurns: 3 };
const half = { film: middle, etag: '"1"', bytes: 1.2 * miB };

const scenarios: readonly Scenario[] = [
  { ...plain, name: 'a small film' },
  { ...plain, name: 'one without a length', serving: { ...usual, saysLength: false } },
  {
    ...plain,
    name: 'one without a length or parts',
    serving: { ...usual, saysLength: false, takesRanges: false },
  },
  { ...plain, name: 'a compressed one', serving: { ...usual, isCoded: true } },
  { ...inTheMiddle, name: 'one with checkpoints by time' },
  {
    ...plain,
    name: 'a small one that is continued',
    before: { film: small, etag: '"1"', bytes: 60 * kiB },
  },
  {
    ...inTheMiddle,
    name: 'one with checkpoints and no length',
    serving: { ...usual, ...fileOf(middle), saysLength: false },
  },
  { ...inTheMiddle, name: 'one that is continued', before: { ...half, bytes: 1_258_292 } },
  {
    ...inTheMiddle,
    name: 'one of a host that has no parts',
    serving: { ...usual, ...fileOf(middle), takesRanges: false },
    before: { ...half, bytes: 1_258_292 },
  },
  {
    ...inTheMiddle,
    name: 'another version',
    before: { film: filmOf(2.4 * miB, 2), etag: '"0"', bytes: 1_258_292 },
  },
  {
    ...plain,
    name: 'one that is all there',
    before: { film: small, etag: '"1"', bytes: small.length },
  },
  {
    name: 'a large one, with checkpoints by bytes',
    serving: { ...usual, ...fileOf(large), pieceMs: 0 },
    slackBytes: 6 * miB,
    diskTurns: 5,
  },
];

const codes = ['ENOSPC', 'EDQUOT', 'EIO', 'EACCES', 'EROFS', 'ENOENT', 'EBUSY', 'ETIMEDOUT'];

const troubles: readonly Trouble[] = [
  ...['ENOSPC', 'EDQUOT'].map((code) => ({ kind: 'full' as const, code })),
  ...['ENOSPC', 'EIO'].map((code) => ({ kind: 'loses' as const, code })),
  ...[false, true].flatMap((lasts) => [
    { kind: 'takes little' as const, lasts },
    { kind: 'takes nothing' as const, lasts },
    ...codes.map((code) => ({ kind: 'refuses' as const, code, lasts })),
  ]),
];

let fs: RefusingFs;

beforeAll(() => {
  fs = new RefusingFs();
});

afterAll(() => {
  fs.restore();
});

function breaksOf({
  serving: { film, saysLength },
}: Scenario): readonly (BreakPoint | undefined)[] {
  const points = [0, 40 * kiB, 0.4 * film.length, film.length - 1, film.length].map(Math.floor);
  const hows = [
    'reset',
    'silence',
    'stop',
    ...(saysLength ? (['early end'] as const) : []),
  ] as const;
  return [undefined, ...points.flatMap((afterBytes) => hows.map((how) => ({ how, afterBytes })))];
}

/** Lives of a scenario, each with one trouble at one call. */
function* plansOf(
  calls: readonly DiskCall[],
  breakPoint: BreakPoint | undefined,
  kinds = troubles,
): Generator<Plan> {
  for (const trouble of kinds)
    for (const [index, call] of calls.entries())
      if (canMeet(trouble, call)) yield { trouble, at: index + 1, breakPoint };
}

/** Lives every so-manieth plan. @returns what broke a promise */
async function wrongIn(
  scenario: Scenario,
  plans: readonly Plan[],
  every: number,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (let at = turns % every; at < plans.length; at += every) {
    const plan = plans[at] ?? {};
    const report = await new Run(fs, scenario, plan).live();
    wrong.push(...report.wrong.map((each) => `${each} ${JSON.stringify(plan)}`));
  }
  return wrong;
}

test.each(scenarios)(
  'when the disk fails at any step of $name, nothing is lost, and nothing is proven that is not',
  async (scenario) => {
    const breaks = breaksOf(scenario);
    for (const breakPoint of between === undefined ? [undefined, some(breaks, turns)] : breaks) {
      const plain = await new Run(fs, scenario, { breakPoint }).live();
      expect(plain.wrong).toEqual([]);
      const plans = [...plansOf(plain.calls, breakPoint)];
      const every = between ?? Math.floor(plans.length / livesEach);
      expect.soft(await wrongIn(scenario, plans, every)).toEqual([]);
    }
    turns += 1;
  },
  limitMs,
);

const error = { kind: 'refuses', code: 'EIO', lasts: false } as const;

/** What each of these has once cost a film, or never ended; the user may stop it after so many bytes. */
const known: readonly {
  readonly name: string;
  readonly trouble: Trouble;
  readonly afterBytes?: number;
}[] = [
  { name: 'one with checkpoints by time', trouble: { kind: 'loses', code: 'EIO' } },
  { name: 'a small film', trouble: { kind: 'takes nothing', lasts: true } },
  { name: 'a small one that is continued', trouble: error, afterBytes: 20 * kiB },
  { name: 'one that is all there', trouble: error },
  { name: 'one without a length or parts', trouble: { kind: 'full', code: 'ENOSPC' } },
  { name: 'one that is continued', trouble: { kind: 'has a bad sector' } },
];

test.each(known)(
  'a disk that $trouble.kind at any step of $name costs it no more than that step',
  async ({ name, trouble, afterBytes }) => {
    const breakPoint = afterBytes === undefined ? undefined : { how: 'stop' as const, afterBytes };
    for (const scenario of scenarios.filter((each) => each.name === name)) {
      const plain = await new Run(fs, scenario, { breakPoint }).live();
      const plans = [...plansOf(plain.calls, breakPoint, [trouble])];
      expect(plans).not.toEqual([]);
      expect(await wrongIn(scenario, plans, 1)).toEqual([]);
    }
  },
);
