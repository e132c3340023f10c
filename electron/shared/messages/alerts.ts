import type { Alert, AlertCode } from '../alert.ts';
import type { AlertText, AlertWords } from './alert-words.ts';
import { m } from './catalogue.ts';
import { detailOf } from './failures.ts';
import { byCode } from './words.ts';

type Tone = AlertWords['tone'];

/** How grave each alert is. */
const tones: {
  readonly [C in AlertCode]: Tone | ((alert: Extract<Alert, { code: C }>) => Tone);
} = {
  'safe-mode': 'bad',
  'job-failed': 'warn',
  'scrub-found': ({ missing, damaged }) => (missing + damaged > 0 ? 'bad' : 'info'),
  'repair-ended': ({ left }) => (left > 0 ? 'bad' : 'info'),
  rebuilt: ({ damaged, refused = 0 }) => (damaged + refused > 0 ? 'warn' : 'info'),
  'move-stopped': ({ failure }) => (failure === undefined ? 'info' : 'warn'),
  'limit-lifted': 'info',
  'forecast-late': 'bad',
  'paused-at-risk': 'bad',
  'host-refuses': 'warn',
  'archive-moved': ({ left }) => (left === undefined ? 'info' : 'warn'),
  'files-left': 'warn',
  'manifest-odd': 'warn',
  'trash-refused': 'warn',
  'trash-waits': 'info',
  'state-restored': ({ savedAtMs }) => (savedAtMs === undefined ? 'info' : 'warn'),
  'state-lost': 'bad',
  'state-unwritable': 'bad',
  'ledger-newer': 'bad',
  'accounts-missing': 'bad',
};

function toneOf(alert: Alert): Tone {
  // Looked up by its own code, which TypeScript cannot follow across a union.
  const tone = tones[alert.code] as Tone | ((alert: Alert) => Tone);
  return typeof tone === 'string' ? tone : tone(alert);
}

/** What can be answered, with the words on the buttons. */
function answersTo(alert: Alert): Pick<AlertWords, 'answers'> {
  const words = m.alertAnswers;
  switch (alert.code) {
    case 'safe-mode':
      return { answers: [['go-on', words['go-on']]] };
    case 'move-stopped':
      return {
        answers: [
          ['resume-move', words['resume-move']],
          ['drop-move', words['drop-move']],
        ],
      };
    case 'archive-moved':
      return {
        answers: [
          ['keep-old-copy', words['keep-old-copy']],
          ['delete-old-copy', words['delete-old-copy'](alert.sizeBytes)],
        ],
      };
    default:
      return {};
  }
}

/** The system's own word for it. */
function systemWord(alert: Alert): string | undefined {
  if ('failure' in alert) return detailOf(alert.failure);
  if (alert.code === 'state-unwritable') return alert.detail;
  return alert.code === 'archive-moved' ? alert.left?.detail : undefined;
}

/** The words for an alert. */
export function describeAlert(alert: Alert): AlertWords {
  const detail = systemWord(alert);
  return {
    tone: toneOf(alert),
    ...byCode<Alert, AlertText>(m.alerts)(alert),
    ...answersTo(alert),
    ...(detail !== undefined && { detail }),
  };
}
