import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { UpdateStep } from '../../electron/cli/command-table.ts';
import { protocolVersion } from '../../electron/cli/protocol.ts';
import type { UpdateResult } from '../../electron/cli/update-command.ts';
import { startFakeProvider, type FakeProvider } from '../fake/provider/server.ts';
import { aFeedKey } from '../fake/feed-signer.ts';
import { artefacts } from './artefacts.ts';
import { askApp } from './ask-app.ts';
import { desktopSystem } from './base.ts';
import { CleanDebian } from './clean-debian.ts';
import { packageOf, updatableDebs } from './update-packages.ts';
import { feedText, publish, UpdateServer } from './update-server.ts';
import { archiveFolder, dataFolder, giveAccount, processesOf, startSession } from './user.ts';

const app = '/opt/Reelkeep';

/** The versions of the story. */
export const [older, newer] = ['0.2.0', '0.2.1'] as const;

/** The new version's file, and where its server has it. */
export const name = packageOf(newer);
export const filePath = `/v${newer}/${name}`;

/** Where the app keeps what it fetches. */
export const updates = `${dataFolder}/updates`;

/** When the first feed was signed. */
export const signedAt = '2026-11-27T10:00:00.000Z';

/** A clean Debian with the old version, a user, and a server that has the new one. */
export class UpdateStory {
  readonly key = aFeedKey();
  readonly server = new UpdateServer();
  readonly #debian: CleanDebian;
  readonly #provider: FakeProvider;
  #deb = Buffer.alloc(0);

  private constructor(debian: CleanDebian, provider: FakeProvider) {
    this.#debian = debian;
    this.#provider = provider;
  }

  static async begin(): Promise<UpdateStory> {
    const debian = await CleanDebian.start(await desktopSystem());
    const story = new UpdateStory(debian, await startFakeProvider());
    const releases = await story.server.start();
    await updatableDebs({ versions: [older, newer], key: story.key.line, releases });
    story.#deb = readFileSync(join(artefacts, name));
    writeFileSync(join(artefacts, 'authority.pem'), story.server.authority);
    await debian.addUser();
    await startSession(debian);
    await giveAccount(debian, story.#provider);
    return story;
  }

  async end(): Promise<void> {
    await this.#debian.stop();
    await this.#provider.stop();
    this.server.stop();
  }

  get debian(): CleanDebian {
    return this.#debian;
  }

  /** The new version's file. */
  get deb(): Buffer {
    return this.#deb;
  }

  /** Offers the new version, signed as it should be. */
  offer(change: Partial<Parameters<typeof feedText>[0]> = {}): void {
    const feed = feedText({ version: newer, signedAt, name, bytes: this.#deb, ...change });
    publish(this.server, feed, this.key);
  }

  /** What a step of `reelkeep update` comes to; `undefined` while no app answers. */
  async update(step?: UpdateStep): Promise<UpdateResult | undefined> {
    const request = { version: protocolVersion, command: 'update', step } as const;
    return (await askApp(this.#debian, request)) as UpdateResult | undefined; // of its other end
  }

  readonly runningVersion = async (): Promise<string | undefined> => (await this.update())?.version;

  async install(version: string): Promise<void> {
    await this.#debian.succeed('root', 'dpkg', '--install', `/artefacts/${packageOf(version)}`);
  }

  /** Starts it on a system that trusts the server's authority. */
  async startApp(program = 'reelkeep'): Promise<void> {
    const trust = 'SSL_CERT_FILE=/artefacts/authority.pem';
    this.#debian.start('user', 'env', trust, program, '--hidden');
    await expect.poll(this.runningVersion, { timeout: 90_000 }).toBeDefined();
  }

  async killApp(folder = app): Promise<void> {
    await this.#debian.run('root', 'sh', '-c', `kill -KILL $(pgrep -f '^${folder}/')`);
    const processes = () => processesOf(this.#debian, folder).length;
    await expect.poll(processes, { timeout: 60_000 }).toBe(0);
  }

  /** Archives a video, so that there is something that could be lost. */
  async archiveVideo(): Promise<void> {
    const video = this.#provider.fileUrl('fireflies.mp4');
    const script = [{ state: 'success' as const, video }];
    const id = this.#provider.addTask({ endpoint: 'aleph', prompt: 'Fireflies', script });
    await this.#debian.succeed('user', 'reelkeep', 'add', id);
    const archived = () => this.#debian.run('user', 'find', archiveFolder, '-name', '*.mp4');
    const output = async () => (await archived()).output;
    await expect.poll(output, { timeout: 120_000 }).toContain('Fireflies');
  }

  /** A version runs, is whole, and knows its videos. */
  async expectWorks(version: string): Promise<void> {
    expect(await this.runningVersion()).toBe(version);
    const list = { version: protocolVersion, command: 'list', state: 'archived' } as const;
    expect(await askApp(this.#debian, list)).toEqual({ count: 1 });
    const status = await this.#debian.succeed('root', 'dpkg', '--status', 'reelkeep');
    expect(status).toContain(`Version: ${version}`);
    expect(status).toContain('install ok installed');
  }

  /** What lies where the app keeps what it fetches. */
  readonly inUpdates = (): readonly string[] =>
    this.#debian.exists(updates) ? readdirSync(this.#debian.path(updates)) : [];

  /** The titles of what the user was told, as they are kept. */
  readonly told = (): readonly string[] => {
    const text = readFileSync(this.#debian.path(`${dataFolder}/notices.json`), 'utf8');
    return [...text.matchAll(/"title":\s*"([^"]*)"/g)].map(([, title = '']) => title);
  };
}
