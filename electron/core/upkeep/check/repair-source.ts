import { providerBaseUrls } from '../../../shared/settings/account.ts';
import type { Failure } from '../../../shared/failure.ts';
import { traitsOf } from '../../../shared/failure-traits.ts';
import { fail, succeed, type Outcome } from '../../../shared/outcome.ts';
import type { ArchivedFile, ArchivedTask, ProvenMedia } from '../../../shared/task.ts';
import type { Archive } from '../../archive/archive.ts';
import { removePart } from '../../archive/commit-part.ts';
import { copyForRepair } from '../../archive/install-repair.ts';
import { diskOutcome } from '../../archive/disk-outcome.ts';
import { kindOfType } from '../../archive/recover.ts';
import type { Root } from '../../files/root.ts';
import { type Downloader } from '../../download/downloader.ts';
import type { Accounts } from '../../settings/accounts.ts';
import type { LinkResolver } from '../../library/asking/link-resolver.ts';
import { resultsOf } from '../../task/results.ts';
import { patientAttempts } from '../../download/transfer-request.ts';

/** Where a copy of an archived file may lie: the mirror. */
export interface CopySource {
  /** Where a copy lies under the same path; the caller proves it again. `undefined` for none. */
  find(file: Pick<ArchivedFile, 'path' | 'sha256'>): Promise<Root | undefined>;
}

/** What the sources of a repair need. */
export interface RepairSourceOptions {
  readonly copies: CopySource | undefined;
  readonly downloader: Pick<Downloader, 'fetch'>;
  readonly links: Pick<LinkResolver, 'refresh' | 'convert'>;
  readonly accounts: Pick<Accounts, 'find'>;
}

/** One file that is to be repaired. */
export interface RepairRequest {
  readonly archive: Archive;
  readonly task: ArchivedTask;
  readonly file: ArchivedFile;
  /** Where its bytes are to arrive, relative to the archive. */
  readonly partPath: string;
  readonly signal: AbortSignal;
}

/** Gets a file's bytes once more: from the mirror, or from the provider while a link lives. */
export class RepairSource {
  readonly #options: RepairSourceOptions;

  constructor(options: RepairSourceOptions) {
    this.#options = options;
  }

  /**
   * Brings proven bytes to where `putBack` expects them. Those of the provider need not be the same
   * as before: it may have encoded the video again.
   * @returns why the last way failed
   */
  async fetch(request: RepairRequest): Promise<Outcome<ProvenMedia, Failure>> {
    if (await this.#fromCopy(request)) return succeed(provenOf(request.file));
    const fetched = await this.#fromProvider(request);
    const { archive, partPath } = request;
    // The disk may be the trouble.
    if (!fetched.ok) await removePart(archive.root, partPath).catch(() => undefined);
    return fetched;
  }

  async #fromCopy({ archive, file, partPath }: RepairRequest): Promise<boolean> {
    const from = await this.#options.copies?.find(file);
    if (from === undefined) return false;
    const { root } = archive;
    const copied = await diskOutcome(root.path, async () =>
      succeed(await copyForRepair(from, root, { ...file, partPath })),
    );
    return copied.ok && copied.value;
  }

  async #fromProvider(request: RepairRequest): Promise<Outcome<ProvenMedia, Failure>> {
    const { task, file, signal } = request;
    const stored = linkOf(task, file);
    if (stored === undefined) return fail({ code: 'media-expired' });
    const first = await this.#download(request, stored);
    if (first.ok || signal.aborted || traitsOf(first.failure).blocks === 'archive') return first;
    const fresh = await this.#options.links.refresh(task);
    const url = fresh.ok && fresh.value ? linkOf({ ...task, media: fresh.value }, file) : undefined;
    const second = url === undefined || url === stored ? first : await this.#download(request, url);
    if (second.ok || file.role !== 'video') return second;
    const converted = await this.#options.links.convert(task, url ?? stored, signal);
    return converted.ok ? this.#download(request, converted.value) : second;
  }

  #download({ archive, task, file, partPath, signal }: RepairRequest, url: string) {
    const { downloader, accounts } = this.#options;
    return downloader.fetch({
      url,
      signal,
      fruitlessAttempts: patientAttempts,
      baseUrl: accounts.find(task.accountId)?.baseUrl ?? providerBaseUrls.kie ?? '',
      root: archive.root,
      partPath,
      kind: kindOfType(file.mimeType),
      onProgress: () => undefined,
    });
  }
}

function provenOf({ role: _role, path: _path, ...proven }: ArchivedFile): ProvenMedia {
  return proven;
}

/** The provider's link to one of a task's files, which lie in the order of its results. */
function linkOf({ media, files }: ArchivedTask, file: ArchivedFile): string | undefined {
  if (media === undefined) return undefined;
  if (file.role === 'thumbnail') return media.thumbnailUrl;
  const index = files
    .filter(({ role }) => role === 'video')
    .findIndex(({ path }) => path === file.path);
  return resultsOf(media)[index]?.url;
}
