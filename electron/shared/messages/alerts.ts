import type { Alert, AlertCode } from '../alert.ts';
import type { JobKind } from '../job.ts';
import { grouped, roughSize, videos } from './amounts.ts';
import type { LeftReason } from '../trash-view.ts';
import { describeSafeMode } from './crashes.ts';
import { describeFailure } from './failures.ts';
import { stateAlertWords } from './state-alerts.ts';
import type { AlertWords } from './alert-words.ts';

function leftWords(left: number): string {
  return left === 1
    ? 'What is left of it stays in the archive. Put a good copy in its place, then check again.'
    : 'What is left of them stays in the archive. Put good copies in their place, then check again.';
}

function provenWords(repaired: number): string {
  return repaired === 1 ? 'It is proven again.' : 'Each is proven again.';
}

/** What a job is called in the window. */
export const jobNames: { readonly [K in JobKind]: string } = {
  scrub: 'Checking the archive',
  move: 'Moving the archive',
  rename: 'Renaming files',
  rebuild: 'Reading the archive',
  repair: 'Repairing videos',
  mirror: 'Copying to the mirror',
};

type Table = { readonly [C in AlertCode]: (alert: Extract<Alert, { code: C }>) => AlertWords };

const alertWords: Table = {
  ...stateAlertWords,
  'safe-mode': (alert) => ({
    tone: 'bad',
    about: 'the last crashes',
    answers: [['go-on', 'Go on']],
    ...describeSafeMode(alert),
  }),
  'job-failed': ({ job, failure }) => {
    const { sentence, remedy } = describeFailure(failure);
    return {
      tone: 'warn',
      about: jobNames[job],
      sentence: `${jobNames[job]} has stopped: ${sentence}`,
      remedy,
    };
  },
  'scrub-found': ({ moved, missing, damaged }) => {
    const isBad = missing + damaged > 0;
    const found = [
      ...(damaged > 0 ? [`${grouped(damaged)} damaged`] : []),
      ...(missing > 0 ? [`${grouped(missing)} missing`] : []),
      ...(moved > 0 ? [`${grouped(moved)} moved`] : []),
    ];
    return {
      tone: isBad ? 'bad' : 'info',
      about: 'the check of the archive',
      sentence: `The check of the archive has found videos: ${found.join(', ')}.`,
      remedy: isBad
        ? 'Repair takes them from the mirror, or from the provider while it still has them.'
        : 'Their new places are known now; there is nothing to do.',
    };
  },
  'repair-ended': ({ repaired, left, kept = 0, failure }) => ({
    tone: left > 0 ? 'bad' : 'info',
    about: 'the repair',
    sentence: [
      repaired + left === 0 ? 'Nothing needs a repair.' : '',
      repaired > 0 ? `${videos(repaired)} repaired.` : '',
      left > 0 ? `${videos(left)} could not be repaired.` : '',
      failure === undefined ? '' : describeFailure(failure).sentence,
    ]
      .filter((part) => part !== '')
      .join(' '),
    remedy: [
      left > 0
        ? leftWords(left)
        : repaired > 0
          ? provenWords(repaired)
          : 'All known files are there.',
      ...(kept === 0
        ? []
        : [
            kept === 1
              ? 'The damaged file was kept beside the new one.'
              : `${grouped(kept)} damaged files were kept beside the new ones.`,
          ]),
    ].join(' '),
  }),
  rebuilt: ({ videos: restored, damaged, doubles, strays, removed, refused = 0 }) => ({
    tone: damaged + refused > 0 ? 'warn' : 'info',
    about: 'the archive',
    sentence: [
      restored === 0
        ? 'The archive was read: the library knew everything in it.'
        : `${videos(restored)} taken into the library from the archive.`,
      ...(damaged > 0 ? [`Of them, ${grouped(damaged)} with missing or damaged files.`] : []),
    ].join(' '),
    remedy:
      [
        ...(removed > 0 ? [`${videos(removed)} left out that you had removed.`] : []),
        ...(doubles > 0 ? [`${videos(doubles)} there twice: the better copy counts.`] : []),
        ...(strays > 0 ? [`${videos(strays)} without a record left alone.`] : []),
        ...(refused > 0
          ? [
              `${grouped(refused)} times a record named a file that is not its own: those files were left alone.`,
            ]
          : []),
      ].join(' ') || 'Their bytes are checked next.',
  }),
  'move-stopped': ({ from, to, failure }) => {
    const why = failure === undefined ? undefined : describeFailure(failure);
    return {
      tone: why === undefined ? 'info' : 'warn',
      about: 'the move of the archive',
      sentence: `The archive was not moved to “${to}” yet: ${why?.sentence ?? 'the move was stopped.'}`,
      remedy: `${why === undefined ? '' : `${why.remedy} `}Everything is in “${from}” as before. Moving on takes up what was copied.`,
      answers: [
        ['resume-move', 'Move on'],
        ['drop-move', 'Leave it'],
      ],
    };
  },
  'limit-lifted': ({ tasks }) => ({
    tone: 'info',
    about: 'the speed limit',
    sentence: `The speed limit is lifted for now: with it, ${videos(tasks)} would not come in before the links die.`,
    remedy: 'It is back by itself as soon as the rest fits under it.',
  }),
  'forecast-late': ({ tasks }) => ({
    tone: 'bad',
    about: 'downloads that come too late',
    sentence: `At the speed of this network, ${videos(tasks)} will probably not come in before the links die.`,
    remedy: 'Use a faster network, stop what else uses it, or pause videos that matter less.',
  }),
  'paused-at-risk': ({ tasks }) => ({
    tone: 'bad',
    about: 'paused videos',
    sentence: `${videos(tasks)} will be lost within a day while paused: the links die.`,
    remedy: 'Resume what you want to keep.',
  }),
  'host-refuses': ({ host, tasks }) => ({
    tone: 'warn',
    about: 'a file host',
    sentence: `${host} refuses downloads for now; ${videos(tasks)} ${tasks === 1 ? 'waits' : 'wait'} for it.`,
    remedy: `Nothing is lost: Reelkeep tries every few minutes, and goes on by itself once the host serves again. A VPN or another network may help.`,
  }),
  'archive-moved': ({ from, to, sizeBytes, left }) => ({
    tone: left === undefined ? 'info' : 'warn',
    about: 'the moved archive',
    sentence:
      left === undefined
        ? `The archive is in “${to}” now, every file copied and proven.`
        : `The archive is in “${to}” now, every video copied and proven. The disk there did not take ${left.count === 1 ? 'one other file' : `${grouped(left.count)} other files`}: “${left.path}” (${left.detail})${left.count === 1 ? '' : ' and more'}.`,
    remedy: `${left === undefined ? '' : 'Copy what you need of that by hand, under a shorter and plainer name. '}Its old copy is still in “${from}”. Deleting puts it into the trash; files that are not in the new place stay.`,
    answers: [
      ['keep-old-copy', 'Keep it'],
      ['delete-old-copy', `Delete the old copy (${roughSize(sizeBytes)})`],
    ],
  }),
  'manifest-odd': ({ manifests, path, keptAs }) => ({
    tone: 'warn',
    about: 'the hash lists',
    sentence: [
      keptAs === undefined
        ? `The hash list “${path}” cannot be written.`
        : `“${path}” was no hash list that can be used. It was set aside, and a new one begun.`,
      ...(manifests > 1 ? [`It is one of ${grouped(manifests)}.`] : []),
    ].join(' '),
    remedy:
      keptAs === undefined
        ? 'The videos are archived and proven all the same. Move away what is there, then check the archive: that writes the list again.'
        : `What was there is in “${keptAs}”. The videos are archived and proven all the same.`,
  }),
  'files-left': ({ files, path, why }) => ({
    tone: 'warn',
    about: 'files that were left',
    sentence:
      files === 1
        ? `1 file was left, because ${leftReasons[why]}: “${path}”.`
        : `${grouped(files)} files were left, such as “${path}”: ${leftReasons[why]}.`,
    remedy: 'Look at it in the archive folder, and delete it by hand if you do not want it.',
  }),
  'trash-refused': ({ tasks, failure }) => ({
    tone: 'warn',
    about: 'the trash',
    sentence: `${taskFiles(tasks)} stay where they are. ${describeFailure(failure).sentence}`,
    remedy: describeFailure(failure).remedy,
  }),
  'trash-waits': ({ tasks, failure }) => ({
    tone: 'info',
    about: 'files for the trash',
    sentence: `${taskFiles(tasks)} have yet to go to the trash. ${describeFailure(failure).sentence}`,
    remedy: 'Reelkeep tries again every minute. Trash, Put back keeps them.',
  }),
};

const leftReasons: { readonly [W in LeftReason]: string } = {
  changed: 'it has been changed since it was archived',
  'not-a-file': 'it is not a plain file any more',
  outside: 'its path leads out of the archive',
  shared: 'another video in the list has it too',
  refused: "the system's trash did not take it",
};

function taskFiles(tasks: number): string {
  return tasks === 1
    ? 'The files of a removed video'
    : `The files of ${grouped(tasks)} removed videos`;
}

/** The words for an alert. */
export function describeAlert(alert: Alert): AlertWords {
  // Looked up by its own code, which TypeScript cannot follow across a union.
  const words = alertWords[alert.code] as (alert: Alert) => AlertWords;
  return words(alert);
}
