import { createHash } from 'node:crypto';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, type Clock } from '../../../../electron/core/platform/clock.ts';
import {
  Downloader,
  type DownloaderOptions,
} from '../../../../electron/core/download/downloader.ts';
import type { TransferRequest } from '../../../../electron/core/download/transfer-request.ts';
import { Root } from '../../../../electron/core/files/root.ts';
import { silentLog } from '../../../../electron/core/platform/log.ts';
import { startFakeProvider, type FakeProvider } from '../../../fake/provider/server.ts';

/** A hundred times as fast as the computer's: a pause of half a second takes 5 ms. */
export const hastyClock: Clock = {
  now: () => systemClock.now(),
  after: (delayMs, run) => systemClock.after(delayMs / 100, run),
};

/** What a stalled body costs a test: 200 ms of the computer's time. */
export const shortIdleMs = 20_000;

/** Long enough that a busy computer is not taken for a silent host: 10 s of its time. */
const patientMs = 1_000_000;

export const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Reelkeep/0.1.0';

/** Where the bytes arrive, relative to the folder. */
export const partName = '2026-11-22 dunes [7d2c58e1].mp4.part';

/** A host of files, a folder, and a downloader between them. */
export class TransferHarness {
  readonly provider: FakeProvider;
  readonly folder: string;

  private constructor(provider: FakeProvider, folder: string) {
    this.provider = provider;
    this.folder = folder;
  }

  static async start(): Promise<TransferHarness> {
    const folder = await mkdtemp(join(tmpdir(), 'reelkeep-download-'));
    return new TransferHarness(await startFakeProvider({ seed: 'download' }), folder);
  }

  async stop(): Promise<void> {
    await this.provider.stop();
    await rm(this.folder, { recursive: true });
  }

  get root(): Root {
    return new Root(this.folder);
  }

  get partPath(): string {
    return join(this.folder, partName);
  }

  get notePath(): string {
    return `${this.partPath}.json`;
  }

  downloader(options: Partial<DownloaderOptions> = {}): Downloader {
    const limits = { connectTimeoutMs: patientMs, idleTimeoutMs: patientMs, ...options.limits };
    return new Downloader({ userAgent, clock: hastyClock, log: silentLog, ...options, limits });
  }

  request(name: string, request: Partial<TransferRequest> = {}): TransferRequest {
    return {
      url: this.provider.fileUrl(name),
      baseUrl: this.provider.baseUrl,
      root: this.root,
      partPath: partName,
      kind: 'video',
      signal: new AbortController().signal,
      onProgress: () => {},
      ...request,
    };
  }

  fetch(
    name: string,
    options: Partial<DownloaderOptions> = {},
    request: Partial<TransferRequest> = {},
  ) {
    return this.downloader(options).fetch(this.request(name, request));
  }

  /** Fetches until this many bytes are here, and stops. */
  async fetchPartly(name: string, bytes: number): Promise<void> {
    const stop = new AbortController();
    const fault = this.provider.fault('stall', { with: { stallAfterBytes: bytes } });
    const outcome = await this.fetch(
      name,
      {},
      {
        signal: stop.signal,
        onProgress: ({ receivedBytes }) => {
          if (receivedBytes >= bytes) stop.abort();
        },
      },
    );
    fault.clear();
    this.provider.clearRequests();
    if (outcome.ok || outcome.failure.code !== 'transfer-stopped') throw new Error('not stopped');
  }

  /** The Range headers of all requests so far; `undefined` where the whole file was asked for. */
  get ranges(): readonly (string | undefined)[] {
    return this.provider.requests.map(({ range }) => range);
  }

  hashOf(name: string): string {
    return createHash('sha256').update(this.provider.bytesOf(name)).digest('hex');
  }

  /** The outcome of a file that came as it is at the host, whatever happened on the way. */
  whole(name: string): object {
    return { ok: true, value: { sha256: this.hashOf(name) } };
  }

  part(): Promise<Buffer> {
    return readFile(this.partPath);
  }
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
