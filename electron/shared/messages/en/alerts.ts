import type { Failure } from '../../failure.ts';
import type { Alert } from '../../alert.ts';
import type { LeftReason } from '../../trash-view.ts';
import type { AlertText } from '../alert-words.ts';
import { byCode, type WordTable, type Words } from '../words.ts';
import { jobs } from './alert/jobs.ts';
import { state } from './alert/state.ts';
import { safeMode } from './crashes.ts';
import { failures } from './failures.ts';
import { formats } from './formats.ts';
import { files, videos } from './nouns.ts';
import { counted, form, grouped } from './plural.ts';

const describeFailure = byCode<Failure, Words>(failures);

const leftReasons: { readonly [W in LeftReason]: string } = {
  changed: 'it has changed since it was archived',
  'not-a-file': 'it is no longer a regular file',
  outside: 'its path leads out of the archive',
  shared: 'it also belongs to another video',
  refused: "it couldn't be moved to the system trash",
};

/** Sentences, of those that say something. */
function joined(...sentences: readonly (string | false)[]): string {
  return sentences.filter((sentence) => sentence !== false && sentence !== '').join(' ');
}

function filesOf(tasks: number): string {
  return tasks === 1
    ? 'The files of a removed video'
    : `The files of ${grouped(tasks)} removed videos`;
}

/** What came of jobs on the archive. */
const upkeep = {
  'job-failed': ({ job, failure }) => {
    const { sentence, remedy } = describeFailure(failure);
    return { about: jobs[job], sentence: `${jobs[job]} stopped: ${sentence}`, remedy };
  },
  'scrub-found': ({ moved, missing, damaged }) => {
    const found = [
      ...(damaged > 0 ? [`${videos(damaged)} damaged`] : []),
      ...(missing > 0 ? [`${videos(missing)} missing`] : []),
      ...(moved > 0 ? [`${videos(moved)} moved`] : []),
    ];
    return {
      about: 'the archive check',
      sentence: `Archive check: ${found.join(', ')}.`,
      remedy:
        missing + damaged > 0
          ? 'Repair restores videos from the mirror, or from the provider while it still has them.'
          : 'Reelkeep has updated where they are. No action needed.',
    };
  },
  'repair-ended': ({ repaired, left, kept = 0, failure }) => ({
    about: 'the repair',
    sentence: joined(
      repaired + left === 0 && 'Nothing needs a repair.',
      repaired > 0 && `${videos(repaired)} repaired.`,
      left > 0 && `${videos(left)} could not be repaired.`,
      failure !== undefined && describeFailure(failure).sentence,
    ),
    remedy: joined(
      left > 0
        ? form(left, {
            one: 'What remains of it stays in the archive. Replace it with a good copy, then check again.',
            other:
              'What remains of them stays in the archive. Replace them with good copies, then check again.',
          })
        : repaired > 0
          ? form(repaired, { one: 'It is verified.', other: 'All are verified.' })
          : 'All known files are there.',
      kept === 1 && 'The damaged file was kept beside the new one.',
      kept > 1 && `${grouped(kept)} damaged files were kept beside the new ones.`,
    ),
  }),
  rebuilt: ({ videos: restored, damaged, doubles, strays, removed, refused = 0 }) => ({
    about: 'the archive',
    sentence: joined(
      restored === 0
        ? 'Archive scanned: nothing new.'
        : `Archive scanned: ${videos(restored)} added to your library.`,
      damaged > 0 && `${grouped(damaged)} of them with missing or damaged files.`,
    ),
    remedy:
      joined(
        removed > 0 && `${videos(removed)} you had removed left out.`,
        doubles > 0 &&
          `${counted(doubles, { one: 'duplicate', other: 'duplicates' })} (better copy kept).`,
        strays > 0 && `${videos(strays)} without metadata skipped.`,
        refused > 0 &&
          `${counted(refused, { one: 'record names a file', other: 'records name files' })} of another video; those files were left alone.`,
      ) || 'Full verification follows.',
  }),
} satisfies Partial<WordTable<Alert, AlertText>>;

/** What came of moving the archive. */
const move = {
  'move-stopped': ({ from, to, failure }) => {
    const why = failure === undefined ? undefined : describeFailure(failure);
    const here = `Everything is still in “${from}”. Resume continues where it stopped.`;
    return {
      about: 'the archive move',
      sentence: `The archive has not been moved to “${to}” yet: ${why?.sentence ?? 'the move was stopped.'}`,
      remedy: why === undefined ? here : `${why.remedy} ${here}`,
    };
  },
  'archive-moved': ({ from, to, left }) => {
    const old = `The old copy is still in “${from}”. Deleting moves it to the system trash; files that weren't copied stay.`;
    return {
      about: 'the moved archive',
      sentence:
        left === undefined
          ? `The archive is now in “${to}”. Every file was copied and verified.`
          : `The archive is now in “${to}”. Every video was copied and verified. That disk did not accept ${left.count === 1 ? `one other file: “${left.path}”` : `${grouped(left.count)} other files, such as “${left.path}”`}.`,
      remedy:
        left === undefined
          ? old
          : `Copy what you need of that yourself, under a shorter, simpler name. ${old}`,
    };
  },
} satisfies Partial<WordTable<Alert, AlertText>>;

/** What did not go to the trash. */
const trash = {
  'files-left': ({ files: count, path, why }) => ({
    about: 'files that were left',
    sentence:
      count === 1
        ? `1 file was left, because ${leftReasons[why]}: “${path}”.`
        : `${files(count)} were left, such as “${path}”: ${leftReasons[why]}.`,
    remedy: "Look at it in the archive folder, and delete it yourself if you don't want it.",
  }),
  'trash-refused': ({ tasks, failure }) => ({
    about: 'the trash',
    sentence: `${filesOf(tasks)} stay where they are. ${describeFailure(failure).sentence}`,
    remedy: describeFailure(failure).remedy,
  }),
  'trash-waits': ({ tasks, failure }) => ({
    about: 'files for the trash',
    sentence: `${filesOf(tasks)} are waiting to be moved to the system trash. ${describeFailure(failure).sentence}`,
    remedy: 'Reelkeep retries every minute. To keep them, restore them in Removed.',
  }),
} satisfies Partial<WordTable<Alert, AlertText>>;

/** What Reelkeep says about itself as a whole. */
export const alerts: WordTable<Alert, AlertText> = {
  ...state,
  ...upkeep,
  ...move,
  ...trash,
  'safe-mode': (alert) => ({ about: 'the last crashes', ...safeMode(alert) }),
  'limit-lifted': ({ tasks }) => ({
    about: 'the speed limit',
    sentence: `Speed limit lifted for now: ${videos(tasks)} would miss ${tasks === 1 ? 'its' : 'their'} deadline.`,
    remedy: 'It returns automatically.',
  }),
  'forecast-late': ({ tasks }) => ({
    about: 'late downloads',
    sentence: `At this speed, ${videos(tasks)} probably won't finish before ${tasks === 1 ? 'its link expires' : 'their links expire'}.`,
    remedy: 'Use a faster network, stop other downloads, or pause videos that matter less.',
  }),
  'paused-at-risk': ({ tasks }) => ({
    about: 'paused videos',
    sentence: `${counted(tasks, { one: 'paused video expires', other: 'paused videos expire' })} within a day.`,
    remedy: 'Resume the ones you want to keep.',
  }),
  'host-refuses': ({ host, tasks }) => ({
    about: 'a file host',
    sentence: `${host} refuses downloads for now; ${counted(tasks, { one: 'video is', other: 'videos are' })} waiting for it.`,
    remedy:
      'Nothing is lost: Reelkeep retries every few minutes, and resumes once the host works again. A VPN or another network may help.',
  }),
  'manifest-odd': ({ manifests, path, keptAs }) => ({
    about: 'the hash lists',
    sentence: joined(
      keptAs === undefined
        ? `The hash list “${path}” can't be written.`
        : `“${path}” was not a usable hash list. It was set aside and a new one was started.`,
      manifests > 1 && `It is one of ${grouped(manifests)}.`,
    ),
    remedy:
      keptAs === undefined
        ? 'Your videos are archived and verified. Move away what is there, then check the archive: that writes the list again.'
        : `What was there is now in “${keptAs}”. Your videos are archived and verified.`,
  }),
};

/** What an alert's buttons say. */
export const alertAnswers = {
  'go-on': 'Resume now',
  'resume-move': 'Resume move',
  'drop-move': 'Cancel move',
  'keep-old-copy': 'Keep it',
  'delete-old-copy': (sizeBytes: number) => `Delete the old copy (${formats.roughSize(sizeBytes)})`,
};
