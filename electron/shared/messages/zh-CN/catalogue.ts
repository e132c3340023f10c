import type { en } from '../en/catalogue.ts';
import { actions } from './actions.ts';
import { jobs } from './alert/jobs.ts';
import { alertAnswers, alerts } from './alerts.ts';
import { background } from './background.ts';
import { boxes } from './desktop/boxes.ts';
import { menu } from './desktop/menu.ts';
import { start } from './desktop/start.ts';
import { ends } from './ends.ts';
import { failures } from './failures.ts';
import { formats } from './formats.ts';
import { given } from './given.ts';
import { notices } from './notices.ts';
import { onboarding } from './onboarding.ts';
import { settings } from './settings.ts';
import { tasks } from './tasks.ts';
import { thrift } from './thrift.ts';
import { unread } from './unread.ts';
import { updateFailures } from './update/failures.ts';
import { updates } from './updates.ts';
import { add } from './window/add.ts';
import { details } from './window/details.ts';
import { explain } from './window/explain.ts';
import { facts } from './window/facts.ts';
import { inbox } from './window/inbox.ts';
import { library } from './window/library.ts';
import { removed } from './window/removed.ts';
import { row } from './window/row.ts';
import { toasts } from './window/toasts.ts';
import { ui } from './window/ui.ts';

/** Everything that Reelkeep says, in Chinese, in simplified characters. */
export const zhCn = {
  actions,
  add,
  alertAnswers,
  alerts,
  background,
  boxes,
  details,
  ends,
  explain,
  facts,
  failures,
  formats,
  given,
  inbox,
  jobs,
  library,
  menu,
  notices,
  onboarding,
  removed,
  row,
  settings,
  start,
  tasks,
  thrift,
  toasts,
  ui,
  unread,
  updateFailures,
  updates,
} satisfies typeof en;
