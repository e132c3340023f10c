import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import CircleX from '@lucide/svelte/icons/circle-x';
import Clock from '@lucide/svelte/icons/clock';
import Download from '@lucide/svelte/icons/download';
import FileX from '@lucide/svelte/icons/file-x';
import Hourglass from '@lucide/svelte/icons/hourglass';
import PackageCheck from '@lucide/svelte/icons/package-check';
import Radar from '@lucide/svelte/icons/radar';
import Sparkles from '@lucide/svelte/icons/sparkles';
import TimerOff from '@lucide/svelte/icons/timer-off';
import Unlink from '@lucide/svelte/icons/unlink';
import type { Component } from 'svelte';
import type { StateKey } from '../../../electron/shared/messages/task-words.ts';

/** The colour family of a state. Never the only sign: an icon and the word always go with it. */
export type Tone = 'calm' | 'active' | 'good' | 'warn' | 'bad';

interface Look {
  readonly icon: Component<{ size?: number }>;
  readonly tone: Tone;
}

/** How each state looks. */
export const stateStyles: { readonly [K in StateKey]: Look } = {
  checking: { icon: Radar, tone: 'calm' },
  waiting: { icon: Hourglass, tone: 'calm' },
  queued: { icon: Clock, tone: 'calm' },
  generating: { icon: Sparkles, tone: 'active' },
  ready: { icon: PackageCheck, tone: 'active' },
  downloading: { icon: Download, tone: 'active' },
  archived: { icon: CircleCheck, tone: 'good' },
  damaged: { icon: CircleAlert, tone: 'bad' },
  missing: { icon: FileX, tone: 'bad' },
  failed: { icon: CircleX, tone: 'bad' },
  'not-found': { icon: CircleQuestionMark, tone: 'bad' },
  stalled: { icon: TimerOff, tone: 'warn' },
  lost: { icon: Unlink, tone: 'bad' },
  paused: { icon: CirclePause, tone: 'calm' },
};
