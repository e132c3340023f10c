import type {
  UpdateChannel,
  UpdateFailure,
  UpdateState,
  UpdateView,
  VersionNotes,
} from '../../shared/update.ts';
import {
  describeOffered,
  describeOldRuns,
  describeRunning,
  describeStaleNotice,
} from '../../shared/messages/updates.ts';
import { savingTrouble } from '../platform/store.ts';
import { readChangelog } from './changelog.ts';
import { judgeFeed, type Believer, type Judgement, type Offer, type SignedFeed } from './judge.ts';
import { advanceUpdate, atFirst, type UpdateEvent } from './machine.ts';
import { LookTimer } from './look-timer.ts';
import { installHindrance, startOutcome, updaterOf } from './policy.ts';
import type { UpdatePorts } from './ports.ts';
import { feedKeys, releasesPage } from './feed-source.ts';
import { UpdateMemory } from './update-document.ts';
import type { UpdaterOptions } from './updater-options.ts';

/** Looks for new versions, fetches and installs them on the user's word, and tells what came of it. */
export class Updater {
  readonly #options: UpdaterOptions;
  readonly #memory: UpdateMemory;
  readonly #timer: LookTimer;
  #state: UpdateState = atFirst;
  #offer: Offer | undefined;
  #looking: AbortController | undefined;
  #fetching: AbortController | undefined;
  #isStarted = false;
  #channel: UpdateChannel;

  constructor(options: UpdaterOptions) {
    this.#options = options;
    this.#memory = new UpdateMemory(options.store);
    this.#channel = options.settings().updateChannel;
    this.#timer = new LookTimer({ ...options, look: () => void this.look(false) }); // never rejects
  }

  /** What the window shows. */
  view(): UpdateView {
    const { updates } = this.#options;
    const { lookedAtMs } = this.#memory.kept;
    const stale = this.#memory.stale(this.#channel);
    return {
      ...this.#state,
      updater: updates === undefined ? 'nobody' : updaterOf(updates.installation),
      ...(lookedAtMs !== undefined && { lookedAtMs }),
      ...(stale !== undefined && { stale }),
      address: releasesPage,
    };
  }

  /** Tells what came of the last restart, takes up what was offered before it, and begins to look. Never rejects. */
  async start(): Promise<void> {
    const { updates, log } = this.#options;
    if (updates === undefined || this.view().updater === 'other') return;
    try {
      this.#tellOutcome(updates);
      await this.#takeUp(updates);
    } catch (error) {
      log.error(`update: ${String(error)}`);
    }
    this.#isStarted = true;
    this.#plan();
  }

  /** Looks no more, and stops what is fetched. */
  stop(): void {
    this.#isStarted = false;
    this.#looking?.abort();
    this.#fetching?.abort();
    this.#timer.stop();
  }

  /** The computer may have slept. */
  wake(): void {
    this.#timer.wake();
  }

  /** Another channel, or looking was switched on or off. */
  settingsChanged(): void {
    const { updateChannel } = this.#options.settings();
    if (updateChannel !== this.#channel) {
      this.#channel = updateChannel;
      this.#looking?.abort();
      this.#fetching?.abort();
      this.#memory.keep({ feed: undefined, lookedAtMs: undefined, failing: undefined });
      this.#apply({ kind: 'channel-changed' });
    }
    this.#plan();
  }

  /** @param isAsked the user wants to know */
  async look(isAsked: boolean): Promise<void> {
    const { client, log } = this.#options;
    const believer = this.#believer();
    if (believer === undefined || this.#state.isLooking) return;
    this.#apply({ kind: 'look-begun' });
    if (believer.keys.length === 0) {
      this.#apply({ kind: 'look-failed', failure: { code: 'no-key' } });
      return;
    }
    const { signal } = (this.#looking = new AbortController());
    const came = await client.feed(believer.channel, signal);
    if (signal.aborted) return;
    const judged = came.ok ? judgeFeed(came.value, believer) : came;
    if (came.ok && judged.ok) this.#heed(came.value, judged.value, isAsked);
    else if (!judged.ok) {
      log.warn(`update: ${JSON.stringify(judged.failure)}`);
      this.#memory.keepFailure(this.#options.clock.now());
      this.#apply({ kind: 'look-failed', failure: judged.failure });
    }
    const stale = isAsked ? undefined : this.#memory.staleToTell(this.#channel);
    if (stale !== undefined) this.#options.tell(describeStaleNotice(stale));
    this.#plan(!judged.ok);
  }

  /** Fetches what is offered. Never rejects. */
  async fetch(): Promise<void> {
    const { updates, client, work, clock } = this.#options;
    const { release, file } = this.#offer ?? {};
    if (updates === undefined || release === undefined || file === undefined) return;
    if (this.#state.phase.kind !== 'offered') return;
    this.#apply({ kind: 'fetch-begun' });
    // A line that is needed for a video is not shared in its last hour.
    const code = installHindrance({ ...work(), moving: 0 }, clock.now());
    if (code !== undefined) {
      this.#apply({ kind: 'fetch-failed', failure: { code } });
      return;
    }
    const { signal } = (this.#fetching = new AbortController());
    const fetched = await updates.fetch(file, {
      open: client.file(release.version, file.name, signal),
      signal,
      onProgress: (progress) => this.#apply({ kind: 'fetch-went-on', ...progress }),
    });
    if (signal.aborted) this.#apply({ kind: 'fetch-stopped' });
    else if (fetched.ok) this.#apply({ kind: 'fetch-ended' });
    else this.#apply({ kind: 'fetch-failed', failure: fetched.failure });
  }

  /** Stops fetching; what has come stays. */
  stopFetching(): void {
    this.#fetching?.abort();
  }

  /** Puts the fetched version in its place and restarts, unless bytes move or a deadline is near. Never rejects. */
  async install(): Promise<void> {
    const { updates, log } = this.#options;
    const { release, file } = this.#offer ?? {};
    const { kind } = this.#state.phase;
    if (updates === undefined || release === undefined || file === undefined) return;
    if (kind !== 'fetched' && kind !== 'by-hand') return;
    const refusal = this.#hindrance() ?? this.#backUp(release.version);
    if (refusal !== undefined) {
      this.#apply({ kind: 'install-failed', failure: refusal });
      return;
    }
    this.#apply({ kind: 'install-begun' });
    this.#memory.keep({ awaited: release.version });
    const end = await updates.install(file);
    log.info(`update: installing ${release.version}: ${JSON.stringify(end)}`);
    if (end.ok && end.value.kind === 'restarts') return;
    this.#memory.keep({ awaited: undefined });
    if (!end.ok) this.#apply({ kind: 'install-failed', failure: end.failure });
    else if (end.value.kind === 'by-hand') {
      const { path, command } = end.value;
      this.#apply({ kind: 'install-by-hand', path, command });
    } else {
      this.#apply({ kind: 'install-ended' });
      await this.restart();
    }
  }

  /** Restarts into what was installed, unless bytes move or a deadline is near. Never rejects. */
  async restart(): Promise<void> {
    const { updates } = this.#options;
    const { phase } = this.#state;
    if (updates === undefined || (phase.kind !== 'installed' && phase.kind !== 'by-hand')) return;
    const { version } = phase.release;
    const there = await updates.installedVersion();
    const failure: UpdateFailure | undefined =
      there === undefined || there === version
        ? this.#hindrance()
        : { code: 'not-installed', detail: there };
    if (failure !== undefined) {
      this.#apply({ kind: 'restart-refused', failure });
      return;
    }
    this.#memory.keep({ awaited: version });
    updates.restart();
  }

  /** What is new, out of the changelog that came with this version. */
  async whatsNew(): Promise<readonly VersionNotes[]> {
    return readChangelog((await this.#options.updates?.changelog()) ?? '');
  }

  #apply(event: UpdateEvent): void {
    const next = advanceUpdate(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    this.#options.onChanged();
  }

  #believer(): Believer | undefined {
    const { updates, appVersion, settings } = this.#options;
    if (updates === undefined || this.view().updater === 'other') return undefined;
    const channel = settings().updateChannel;
    const keys = updates.keys ?? feedKeys;
    const seen = this.#memory.kept.seen[channel];
    return { keys, version: appVersion, channel, target: updates.target, seen };
  }

  /** A feed was believed: it is kept, and offered to whom it is meant for. */
  #heed(feed: SignedFeed, { seen, offer, rolloutPercent }: Judgement, isAsked: boolean): void {
    const { clock, random, settings, tell } = this.#options;
    const { kept } = this.#memory;
    const bucket = kept.bucket ?? Math.min(99, Math.floor(random() * 100));
    this.#offer = isAsked || bucket < rolloutPercent ? offer : undefined;
    const release = this.#offer?.release;
    const isNew = release !== undefined && release.version !== kept.toldVersion;
    this.#memory.keepLook({
      channel: settings().updateChannel,
      atMs: clock.now(),
      seen,
      bucket,
      offered: release === undefined ? undefined : { feed, version: release.version },
    });
    this.#apply({ kind: 'look-ended', release });
    if (isNew && !isAsked) tell(describeOffered(release.version));
  }

  #tellOutcome(updates: UpdatePorts): void {
    const { appVersion, tell } = this.#options;
    const { awaited, ranVersion } = this.#memory.kept;
    const outcome = startOutcome(this.#memory.kept, appVersion);
    if (outcome === 'new-runs') {
      tell(describeRunning(appVersion));
      void updates.confirm(); // never rejects
    } else if (outcome === 'old-runs' && awaited !== undefined) {
      tell(describeOldRuns(awaited, appVersion));
      this.#apply({ kind: 'restart-refused', failure: { code: 'old-runs', version: awaited } });
    }
    if (awaited !== undefined || ranVersion !== appVersion)
      this.#memory.keep({ awaited: undefined, ranVersion: appVersion });
  }

  /** What was offered, and perhaps fetched, before this start. */
  async #takeUp(updates: UpdatePorts): Promise<void> {
    const { feed } = this.#memory.kept;
    const believer = this.#believer();
    const judged =
      feed === undefined || feed.channel !== believer?.channel
        ? undefined
        : judgeFeed({ ...feed, bytes: Buffer.from(feed.text) }, { ...believer, seen: undefined });
    this.#offer = judged?.ok === true ? judged.value.offer : undefined;
    const file = this.#offer?.file;
    await updates.sweep(file?.name);
    if (this.#offer === undefined) return;
    const { release } = this.#offer;
    this.#apply({ kind: 'taken-up', release });
    if (file !== undefined && (await updates.isProven(file)))
      this.#apply({ kind: 'file-found', version: release.version });
  }

  #backUp(version: string): UpdateFailure | undefined {
    const nowMs = this.#options.clock.now();
    try {
      this.#options.backUp(`before-update-${version.replaceAll(/\W/g, '-')}-${String(nowMs)}`);
      return undefined;
    } catch (error) {
      return { code: 'no-backup', detail: savingTrouble(error).detail };
    }
  }

  #hindrance(): UpdateFailure | undefined {
    const code = installHindrance(this.#options.work(), this.#options.clock.now());
    return code === undefined ? undefined : { code };
  }

  /** Plans the next look, where Reelkeep looks by itself. */
  #plan(hasFailed = false): void {
    const { settings, updates } = this.#options;
    const hasKey = (this.#believer()?.keys.length ?? 0) > 0;
    const isAble = hasKey && updates?.installation.isPackaged === true && this.#isStarted;
    if (!isAble || !settings().looksForUpdates) this.#timer.stop();
    else if (hasFailed) this.#timer.planAgain();
    else this.#timer.plan(this.#memory.kept.lookedAtMs);
  }
}
