import { providerBaseUrls } from '../../shared/settings/account.ts';
import type { Failure } from '../../shared/failure.ts';
import { fail, succeed, type Outcome } from '../../shared/outcome.ts';
import type { ArchivedFile, FileRole, Task } from '../../shared/task.ts';
import type { Archive } from '../archive/archive.ts';
import { inputBase, resultBase } from '../archive/naming/archive-path.ts';
import type { Downloader } from '../download/downloader.ts';
import type { TransferRequest } from '../download/transfer-request.ts';
import { findEndpoint } from '../provider/registry.ts';
import type { Accounts } from '../settings/accounts.ts';
import type { SpaceReservations } from '../library/space-reservations.ts';

/** What the file downloader needs. */
export interface FileDownloaderOptions {
  readonly accounts: Accounts;
  readonly downloader: Downloader;
  readonly space: SpaceReservations;
}

/** One file of a task, and where it is to lie. */
export interface FileRequest {
  readonly task: Task;
  readonly archive: Archive;
  /** The task's base path. */
  readonly base: string;
  readonly role: FileRole;
  /** Which of the results or of the inputs, from 1; 1 for a thumbnail. */
  readonly count: number;
}

/** Brings one file into the archive: from where a crash left it, or from its link. */
export class FileDownloader {
  readonly #options: FileDownloaderOptions;

  constructor(options: FileDownloaderOptions) {
    this.#options = options;
  }

  /**
   * A file that was all there when a crash came, under its final name or not yet: it needs no link.
   * @returns `undefined` when there is none
   */
  async onDisk(request: FileRequest): Promise<Outcome<ArchivedFile, Failure> | undefined> {
    const { archive, role } = request;
    const base = baseOf(request);
    if (await archive.isUntouched(request.base, role, base)) return undefined;
    const left = await this.#leftBehind(request);
    if (left !== undefined) return succeed(left);
    const partPath = await archive.partPath(base, role);
    if (!partPath.ok) return partPath;
    const { downloader } = this.#options;
    const proven = await downloader.proveStored(archive.root, partPath.value, kindOf(request));
    return proven === undefined ? undefined : archive.commit(base, role, proven);
  }

  /** Fetches the file from a link, proves it, and gives it its name. */
  async fetch(
    request: FileRequest,
    url: string,
    watch: Pick<TransferRequest, 'signal' | 'onProgress' | 'onWait'>,
  ): Promise<Outcome<ArchivedFile, Failure>> {
    const { archive, role, task } = request;
    const base = baseOf(request);
    const claim = this.#options.space.reserve(archive);
    try {
      const refused = await claim.request();
      if (refused !== undefined) return fail(refused);
      const partPath = await archive.partPath(base, role);
      if (!partPath.ok) return partPath;
      const proven = await this.#options.downloader.fetch({
        ...watch,
        room: claim.request,
        url,
        baseUrl: this.#options.accounts.find(task.accountId)?.baseUrl ?? providerBaseUrls.kie ?? '',
        root: archive.root,
        partPath: partPath.value,
        kind: kindOf(request),
      });
      return proven.ok ? await archive.commit(base, role, proven.value) : proven;
    } finally {
      claim.release();
    }
  }

  async #leftBehind(request: FileRequest): Promise<ArchivedFile | undefined> {
    const { archive, base, task, role, count } = request;
    const left = await archive.recover(base, task.id, baseOf(request));
    // Only source files are named like this.
    if (role === 'input') return left?.files[0] && { ...left.files[0], role };
    const file = left?.files.find((each) => each.role === role);
    if (file !== undefined || kindOf(request) !== 'any') return file;
    // Where no thumbnail can lie, a picture is the result.
    const picture = left?.files.find((each) => each.role === 'thumbnail');
    const isResult = count > 1 || task.media?.thumbnailUrl === undefined;
    return picture !== undefined && isResult ? { ...picture, role } : undefined;
  }
}

function baseOf({ base, role, count }: FileRequest): string {
  return role === 'input' ? inputBase(base, count) : resultBase(base, count);
}

function kindOf({ task, role }: FileRequest): TransferRequest['kind'] {
  if (role === 'thumbnail') return 'image';
  if (role === 'input') return 'any';
  return kindOfResult(task);
}

/** What a task's results may be. */
export function kindOfResult({ endpoint }: Pick<Task, 'endpoint'>): TransferRequest['kind'] {
  return findEndpoint(endpoint ?? '')?.resultKind ?? 'video';
}
