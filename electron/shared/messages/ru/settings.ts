import type { settings as english } from '../en/settings.ts';
import { accountForm } from './setting/account-form.ts';
import { accounts } from './setting/accounts.ts';
import { archive } from './setting/archive.ts';
import { check } from './setting/check.ts';
import { dialog } from './setting/dialog.ts';
import { downloads } from './setting/downloads.ts';
import { general } from './setting/general.ts';
import { jobProgress } from './setting/job-progress.ts';
import { mirror } from './setting/mirror.ts';
import { names } from './setting/names.ts';
import { notifications } from './setting/notifications.ts';
import { updates } from './setting/updates.ts';

export const settings = {
  accountForm,
  accounts,
  archive,
  check,
  dialog,
  downloads,
  general,
  jobProgress,
  mirror,
  names,
  notifications,
  updates,
} satisfies typeof english;
