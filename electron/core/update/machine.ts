import type { UpdateFailure, UpdateRelease, UpdateState } from '../../shared/update.ts';

/** What may happen to an update. */
export type UpdateEvent =
  /** What was offered before this start. */
  | { readonly kind: 'taken-up'; readonly release: UpdateRelease }
  | { readonly kind: 'look-begun' }
  | { readonly kind: 'look-failed'; readonly failure: UpdateFailure }
  /** `release` is absent where there is nothing newer. */
  | { readonly kind: 'look-ended'; readonly release?: UpdateRelease | undefined }
  /** Other versions are wished for: what was offered is not. */
  | { readonly kind: 'channel-changed' }
  /** The file of that version was fetched before this start, and is as it was signed. */
  | { readonly kind: 'file-found'; readonly version: string }
  | { readonly kind: 'fetch-begun' }
  | {
      readonly kind: 'fetch-went-on';
      readonly receivedBytes: number;
      readonly bytesPerSecond: number;
    }
  | { readonly kind: 'fetch-stopped' }
  | { readonly kind: 'fetch-failed'; readonly failure: UpdateFailure }
  | { readonly kind: 'fetch-ended' }
  | { readonly kind: 'install-begun' }
  /** Nothing was changed: the proven file is there still. */
  | { readonly kind: 'install-failed'; readonly failure: UpdateFailure }
  | { readonly kind: 'install-by-hand'; readonly path: string; readonly command: string }
  | { readonly kind: 'install-ended' }
  /** The restart has to wait. */
  | { readonly kind: 'restart-refused'; readonly failure: UpdateFailure };

/** Before anything is known. */
export const atFirst: UpdateState = { phase: { kind: 'none' }, isLooking: false };

/** Failures after which the file that was fetched is none any more. */
const endsFile: ReadonlySet<UpdateFailure['code']> = new Set(['file-changed']);

type Looked = Extract<
  UpdateEvent,
  { kind: 'taken-up' | 'look-begun' | 'look-failed' | 'look-ended' | 'channel-changed' }
>;
type Installed = Extract<UpdateEvent, { kind: `install-${string}` | 'restart-refused' }>;
type Fetched = Exclude<UpdateEvent, Looked | Installed>;

/**
 * The next state of an update: pure, and the only thing that makes one. An event that does not belong to the
 * state changes nothing: what was asked for twice, or came too late.
 */
export function advanceUpdate(state: UpdateState, event: UpdateEvent): UpdateState {
  switch (event.kind) {
    case 'taken-up':
    case 'look-begun':
    case 'look-failed':
    case 'look-ended':
    case 'channel-changed':
      return looked(state, event);
    case 'file-found':
    case 'fetch-begun':
    case 'fetch-went-on':
    case 'fetch-stopped':
    case 'fetch-failed':
    case 'fetch-ended':
      return fetched(state, event);
    default:
      return installed(state, event);
  }
}

function looked({ phase, isLooking, problem }: UpdateState, event: Looked): UpdateState {
  const kept = problem === undefined ? {} : { problem };
  if (event.kind === 'taken-up') {
    const { release } = event;
    return {
      phase: phase.kind === 'none' ? { kind: 'offered', release } : phase,
      isLooking,
      ...kept,
    };
  }
  if (event.kind === 'look-begun') return { phase, isLooking: true };
  if (event.kind === 'channel-changed') {
    const isKept = phase.kind === 'installing' || phase.kind === 'installed';
    return { phase: isKept ? phase : { kind: 'none' }, isLooking: false };
  }
  if (!isLooking) return { phase, isLooking, ...kept };
  if (event.kind === 'look-failed') return { phase, isLooking: false, problem: event.failure };
  // What is on its way, or in its place, is not taken away by what is there beside it.
  const isOpen = ['none', 'newest', 'offered', 'fetched', 'by-hand'].includes(phase.kind);
  if (!isOpen) return { phase, isLooking: false, ...kept };
  const { release } = event;
  if (release === undefined) return { phase: { kind: 'newest' }, isLooking: false };
  const isSame = 'release' in phase && phase.release.version === release.version;
  return { phase: isSame ? phase : { kind: 'offered', release }, isLooking: false };
}

function fetched(state: UpdateState, event: Fetched): UpdateState {
  const { phase, isLooking } = state;
  if (event.kind === 'file-found') {
    if (phase.kind !== 'offered' || phase.release.version !== event.version) return state;
    return { ...state, phase: { kind: 'fetched', release: phase.release } };
  }
  if (event.kind === 'fetch-begun') {
    if (phase.kind !== 'offered' || phase.release.sizeBytes === undefined) return state;
    const { release } = phase;
    return {
      phase: { kind: 'fetching', release, receivedBytes: 0, bytesPerSecond: 0 },
      isLooking,
    };
  }
  if (phase.kind !== 'fetching') return state;
  const { release } = phase;
  switch (event.kind) {
    case 'fetch-went-on': {
      const { receivedBytes, bytesPerSecond } = event;
      return { ...state, phase: { ...phase, receivedBytes, bytesPerSecond } };
    }
    case 'fetch-stopped':
      return { phase: { kind: 'offered', release }, isLooking };
    case 'fetch-failed':
      return { phase: { kind: 'offered', release }, isLooking, problem: event.failure };
    case 'fetch-ended':
      return { phase: { kind: 'fetched', release }, isLooking };
  }
}

function installed(state: UpdateState, event: Installed): UpdateState {
  const { phase, isLooking } = state;
  if (event.kind === 'restart-refused') return { phase, isLooking, problem: event.failure };
  if (event.kind === 'install-begun') {
    if (phase.kind !== 'fetched' && phase.kind !== 'by-hand') return state;
    return { phase: { kind: 'installing', release: phase.release }, isLooking };
  }
  if (event.kind === 'install-failed') {
    const { failure } = event;
    if (phase.kind !== 'fetched' && phase.kind !== 'by-hand' && phase.kind !== 'installing')
      return state;
    const kind = endsFile.has(failure.code) ? 'offered' : 'fetched';
    return { phase: { kind, release: phase.release }, isLooking, problem: failure };
  }
  if (phase.kind !== 'installing') return state;
  const { release } = phase;
  if (event.kind === 'install-ended') return { phase: { kind: 'installed', release }, isLooking };
  const { path, command } = event;
  return { phase: { kind: 'by-hand', release, path, command }, isLooking };
}
