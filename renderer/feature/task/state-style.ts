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
import type { StateWord } from '../../../electron/shared/messages/task-words.ts';

/** The colour family of a state. Never the only sign: an icon and the word always go with it. */
export type Tone = 'calm' | 'active' | 'good' | 'warn' | 'bad';

interface Look {
  readonly icon: Component<{ size?: number }>;
  readonly tone: Tone;
}

/** How each state looks. */
export const stateStyles: { readonly [W in StateWord]: Look } = {
  Checking: { icon: Radar, tone: 'calm' },
  Waiting: { icon: Hourglass, tone: 'calm' },
  Queued: { icon: Clock, tone: 'calm' },
  Generating: { icon: Sparkles, tone: 'active' },
  Ready: { icon: PackageCheck, tone: 'active' },
  Downloading: { icon: Download, tone: 'active' },
  Archived: { icon: CircleCheck, tone: 'good' },
  Damaged: { icon: CircleAlert, tone: 'bad' },
  Missing: { icon: FileX, tone: 'bad' },
  Failed: { icon: CircleX, tone: 'bad' },
  'Not found': { icon: CircleQuestionMark, tone: 'bad' },
  Stalled: { icon: TimerOff, tone: 'warn' },
  Lost: { icon: Unlink, tone: 'bad' },
  Paused: { icon: CirclePause, tone: 'calm' },
};
