import { z } from 'zod';
import { keyStorages, providerIds, type AccountView } from '../settings/account.ts';
import { alertAnswers, type AlertView } from '../alert.ts';
import type { KeptView } from './kept-view.ts';
import { backgroundCalls } from './background-calls.ts';
import type { UpdateView } from '../update.ts';
import { updateCalls } from './update-calls.ts';
import { call } from './call.ts';
import { jobKinds, type JobView } from '../job.ts';
import type { EndpointView } from '../endpoint.ts';
import type { Failure } from '../failure.ts';
import type { InboxEntry, InboxView } from '../notice.ts';
import { folderChoices, folderUses, type FolderAnswer } from '../settings/folder.ts';
import type { Outcome } from '../outcome.ts';
import type { FoundLine } from './found-line.ts';
import type { PutBack, Removed, RemovedPage, TrashView } from '../trash-view.ts';
import type { SettingsView } from '../settings/settings.ts';
import { maxTextLength } from './message-bounds.ts';
import { settingsChange } from '../settings/settings-change.ts';
import { maxIdsInCall, maxRemovedInPage, type Added } from './batches.ts';
import type { ThriftReason } from '../thrift-reason.ts';
import { isText, maxNotesLength } from '../tags.ts';
import type { TaskView, TransferProgress } from '../task.ts';
import type { WindowRequest } from './window-request.ts';
import { toTaskId, type AccountId, type TaskId } from '../id.ts';

/** What the status bar says, beyond what the tasks themselves tell. */
export interface StatusView {
  /** Unix milliseconds of the next question to a provider. */
  readonly nextCheckAtMs?: number;
  /** Bytes per second over all transfers. */
  readonly bytesPerSecond: number;
  /** Free bytes on the archive's disk. */
  readonly freeBytes?: number;
  /** Why providers are asked less often than usual. */
  readonly thrift?: ThriftReason;
  /** How far this computer's clock is ahead of the providers', in milliseconds; only when it matters. */
  readonly clockAheadMs?: number;
}

/** Everything the window needs at its start. */
export interface Snapshot {
  readonly revision: number;
  readonly version: string;
  readonly tasks: readonly TaskView[];
  readonly progress: readonly TransferProgress[];
  readonly accounts: readonly AccountView[];
  readonly endpoints: readonly EndpointView[];
  readonly settings: SettingsView;
  readonly status: StatusView;
  readonly alerts: readonly AlertView[];
  readonly trash: TrashView;
  readonly inbox: InboxView;
  readonly update: UpdateView;
  /** The long job under way in the archive. */
  readonly job?: JobView;
  /** What was asked of the window before it was there, in order. */
  readonly requests?: readonly WindowRequest[];
  /** Where the user was in the window's last page. */
  readonly view?: KeptView;
}

/** What changed since the revision before it. A gap means: ask for a snapshot. */
export interface Patch {
  readonly revision: number;
  readonly tasks?: readonly TaskView[];
  readonly removed?: readonly TaskId[];
  /** All running transfers, not only the changed ones: what is not here has ended. */
  readonly progress?: readonly TransferProgress[];
  readonly accounts?: readonly AccountView[];
  readonly settings?: SettingsView;
  readonly status?: StatusView;
  readonly alerts?: readonly AlertView[];
  readonly trash?: TrashView;
  readonly inbox?: InboxView;
  readonly update?: UpdateView;
  /** `null` once the job under way has ended: a field that is not there means no change. */
  readonly job?: JobView | null;
}

/** What renaming the archived videos would do. */
export interface RenamePlan {
  /** Archived videos whose names are not what the template makes. */
  readonly count: number;
  /** A few of them, by their names without ending, relative to the archive. */
  readonly examples: readonly { readonly from: string; readonly to: string }[];
}

/** A saved account, or why it was not saved. */
export type AccountOutcome = Outcome<AccountView, Failure>;

/** A text without a NUL or half a character: no path, name or note can hold these. */
const text = (maxLength: number) => z.string().max(maxLength).refine(isText, 'not a text');

const taskIdInput = z
  .string()
  .refine((text) => toTaskId(text) === text, 'not a task id')
  .transform((text) => text as TaskId); // refined above
const accountIdInput = text(200).transform((text) => text as AccountId); // looked up by whoever takes it
const taskIds = z.array(taskIdInput).min(1).max(maxIdsInCall);
const accountInput = {
  /** Absent for a new account. */
  id: accountIdInput.optional(),
  provider: z.enum(providerIds),
  baseUrl: text(2000),
  /** Absent: keep the key that is stored. */
  key: text(4000).optional(),
};

/** One of a task's files by its path in the archive; its video unless it is named. */
const fileInput = z.object({ id: taskIdInput, path: text(4000).optional() });

/**
 * Every call from the window to the main process. `host/page/ipc` checks each input against its schema
 * before anything else sees it.
 */
export const calls = {
  /** The whole state; patches follow from its revision on. */
  snapshot: call<Snapshot>()(z.undefined()),
  /** Finds ids in pasted text, line by line, without adding anything. */
  find: call<readonly FoundLine[]>()(z.object({ text: z.string().max(maxTextLength) })),
  /** Takes ids into the ledger. Answers only once they are on disk. */
  add: call<Outcome<Added, Failure>>()(
    z.object({ ids: taskIds, endpoint: text(200).optional(), accountId: accountIdInput }),
  ),
  /** Asks the provider about these tasks now. */
  check: call<undefined>()(z.object({ ids: taskIds })),
  /** Holds or releases tasks. */
  pause: call<undefined>()(z.object({ ids: taskIds, paused: z.boolean() })),
  /**
   * Takes tasks off the list; they can be put back for a while. Their files stay, or go to the system's
   * trash once the time for an undo is over.
   */
  remove: call<Outcome<Removed, Failure>>()(z.object({ ids: taskIds, withFiles: z.boolean() })),
  /** Some of the removed tasks, the latest first. */
  removed: call<RemovedPage>()(
    z.object({
      from: z.number().int().min(0),
      count: z.number().int().min(1).max(maxRemovedInPage),
    }),
  ),
  /** Puts removed tasks back on the list, as they were. */
  putBack: call<Outcome<PutBack, Failure>>()(z.object({ ids: taskIds })),
  /** Moves the files of removed tasks that are due to the system's trash now. */
  moveToTrash: call<Outcome<undefined, Failure>>()(z.object({ ids: taskIds })),
  /** Forgets removed tasks for good, after the files that are due have gone. */
  forget: call<Outcome<undefined, Failure>>()(z.object({ ids: taskIds })),
  /**
   * Tests the account's key, and saves the account: a key that the provider refuses only `despiteRefusal`,
   * one that could not be tested in time as it is. Without a usable keyring the user must have chosen
   * `storage`.
   */
  saveAccount: call<AccountOutcome>()(
    z.object({
      ...accountInput,
      name: text(200),
      storage: z.enum(keyStorages).optional(),
      despiteRefusal: z.boolean().optional(),
    }),
  ),
  /**
   * Forgets an account and its key. Its tasks stay: archived ones as they are, unfinished ones unasked
   * until they are added again with another account.
   */
  removeAccount: call<Outcome<undefined, Failure>>()(z.object({ id: accountIdInput })),
  /** Asks for the account's credits with the key given, or the stored one. */
  testAccount: call<Outcome<{ readonly credits: number }, Failure>>()(z.object(accountInput)),
  /** Opens the system's folder dialog; answers `undefined` when it was closed without a choice. */
  chooseFolder: call<string | undefined>()(z.enum(folderUses)),
  /**
   * Makes the folder the archive, if it can be written. Where videos would be left behind, or another
   * archive be opened, it only asks, until `choice` says what the user wants.
   */
  setArchiveFolder: call<Outcome<FolderAnswer, Failure>>()(
    z.object({ path: text(4000), choice: z.enum(folderChoices).optional() }),
  ),
  /** Changes simple settings. */
  changeSettings: call<Outcome<undefined, Failure>>()(settingsChange),
  /** The names that a template would give to the newest tasks, or what is wrong with it. */
  previewFileNames: call<Outcome<readonly string[], Failure>>()(z.object({ template: text(2000) })),
  /** Names files by this template from now on. */
  setFileNames: call<Outcome<undefined, Failure>>()(z.object({ template: text(2000) })),
  /** How many archived videos have other names than the template makes, with a few of them. */
  planRename: call<RenamePlan>()(z.undefined()),
  /** Begins to rename them; the job `rename` shows how far it is. */
  renameFiles: call<Outcome<undefined, Failure>>()(z.undefined()),
  /** Takes note of an alert: it goes away until there is something new to say. */
  dismissAlert: call<undefined>()(z.object({ key: text(500) })),
  /** Answers an alert that asks something. */
  answerAlert: call<Outcome<undefined, Failure>>()(z.object({ answer: z.enum(alertAnswers) })),
  /** Makes a folder the archive's mirror; an empty path ends mirroring. */
  setMirrorFolder: call<Outcome<undefined, Failure>>()(z.object({ path: text(4000) })),
  /** Watches a folder for files with task ids; an empty path ends that. */
  setWatchedFolder: call<Outcome<undefined, Failure>>()(z.object({ path: text(4000) })),
  /** Copies to the mirror what it lacks, now. */
  fillMirror: call<undefined>()(z.undefined()),
  /** Stops the long job under way, if it is of this kind, at its next safe place. */
  cancelJob: call<undefined>()(z.object({ kind: z.enum(jobKinds) })),
  /** Keeps the user's tags and notes of a task. Answers only once they are on disk. */
  annotate: call<Outcome<undefined, Failure>>()(
    z.object({
      id: taskIdInput,
      tags: z.array(text(1000)).max(1000),
      notes: text(maxNotesLength),
    }),
  ),
  /** Starts to read every archived file again. */
  checkArchive: call<Outcome<undefined, Failure>>()(z.undefined()),
  /** Starts to repair tasks whose files are missing or damaged: these, or all there are. */
  repair: call<Outcome<undefined, Failure>>()(z.object({ ids: taskIds.optional() })),
  /** Starts to build the library again from the archive's sidecars. */
  readArchive: call<Outcome<undefined, Failure>>()(z.object({ includesRemoved: z.boolean() })),
  /** Makes a folder that is an archive already the archive, and starts to read it. */
  openArchive: call<Outcome<{ readonly path: string }, Failure>>()(z.object({ path: text(4000) })),
  /** Shows the task's video in the system's file manager. */
  showInFolder: call<Outcome<undefined, Failure>>()(fileInput),
  /** Opens the task's video in the system's player. */
  openFile: call<Outcome<undefined, Failure>>()(fileInput),
  /** Shows the archive's folder in the system's file manager. */
  openArchiveFolder: call<Outcome<undefined, Failure>>()(z.undefined()),
  /** Reads a task's files again at once: something in the window could not show them. */
  recheck: call<undefined>()(z.object({ id: taskIdInput })),
  /** Everything that the user was told, the latest first. */
  notices: call<readonly InboxEntry[]>()(z.undefined()),
  /** The task ids that a notice offers, each once; none where they are not kept any more. */
  offeredIds: call<readonly TaskId[]>()(z.object({ id: text(100) })),
  /** Marks one notice as read, or all. */
  markNoticesRead: call<undefined>()(z.object({ id: text(100).optional() })),
  /** Empties the inbox. */
  clearNotices: call<undefined>()(z.undefined()),
  /** Shows a notification to try them out. */
  testNotification: call<undefined>()(z.undefined()),
  ...backgroundCalls,
  ...updateCalls,
  /** Puts text on the clipboard. The page itself has no permission for that. */
  copyText: call<undefined>()(z.object({ text: z.string().max(100_000) })),
};

/** Every message from the main process to the window, by its name. */
export interface Events {
  readonly patch: Patch;
  /** Something is asked of the window. */
  readonly request: WindowRequest;
}

/** A call's name. */
export type CallName = keyof typeof calls;

/** What a call takes, as its handler sees it. */
export type CallInput<N extends CallName> = z.output<(typeof calls)[N]['input']>;

/** What a call answers. */
export type CallAnswer<N extends CallName> = ReturnType<(typeof calls)[N]['answer']>;

/** An event's name. */
export type EventName = keyof Events;

/** What the window can do: the only way out of the page. */
export interface Api {
  call<N extends CallName>(
    name: N,
    ...input: CallInput<N> extends undefined ? [] : [CallInput<N>]
  ): Promise<CallAnswer<N>>;
  /** Hears every event until the returned function is called. */
  on<N extends EventName>(name: N, listener: (value: Events[N]) => void): () => void;
}

/** What the preload exposes as `window.api`: transport, and nothing else. */
export interface Bridge {
  invoke(name: string, input: unknown): Promise<unknown>;
  /** Hears every event; returns the function that stops it. */
  subscribe(listener: (name: string, value: unknown) => void): () => void;
}
