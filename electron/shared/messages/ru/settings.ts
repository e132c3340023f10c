import type { settings as english } from '../en/settings.ts';
import { accountForm } from './setting/account-form.ts';
import { accounts } from './setting/accounts.ts';
import { dialog } from './setting/dialog.ts';
import { downloads } from './setting/downloads.ts';
import { general } from './setting/general.ts';
import { notifications } from './setting/notifications.ts';
import { updates } from './setting/updates.ts';

export const settings = {
  accountForm,
  accounts,
  dialog,
  downloads,
  general,
  notifications,
  updates,
} satisfies typeof english;
