import type { AccountId } from '../../shared/id.ts';
import { m } from '../../shared/messages/catalogue.ts';
import type { Alerts } from '../platform/alerts.ts';
import type { Turns } from '../platform/turns.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { MonitoredStore } from './monitored-store.ts';
import type { TaskRepository } from '../ledger/repository.ts';
import type { TaskService } from '../library/task-service.ts';

/** What is looked at. */
export interface StateParts {
  readonly store: MonitoredStore;
  readonly repository: TaskRepository;
  readonly tasks: TaskService;
  readonly settings: SettingsStore;
  readonly alerts: Alerts;
}

/**
 * Once everything is read: says what was wrong with it, and keeps today's copy of what is right, in slices.
 * @throws the signal's reason once it is aborted
 */
export async function checkAtStartup(parts: StateParts, turns: Turns): Promise<void> {
  const { store, repository, settings, alerts } = parts;
  if (repository.newerVersion === undefined) await store.backUpToday(turns);
  else alerts.raise('ledger newer', { code: 'ledger-newer' });
  restoreAccounts(parts);
  // Only now: what is saved of lost settings must have the accounts in it.
  if (repository.newerVersion === undefined && store.hasLostTasks) settings.setListIncomplete(true);
  store.begin();
}

/**
 * When the settings are gone while there are tasks: gives each account that tasks belong to its place
 * back, without address and key, so that the user can enter them under the same account and everything
 * goes on. An account that the user took away stays away: then the settings are there.
 */
function restoreAccounts({ tasks, settings, alerts }: StateParts): void {
  if (!settings.wasMissing || settings.accounts().length > 0) return;
  const ids = new Set<AccountId>();
  for (const { accountId } of tasks.tasks()) ids.add(accountId);
  if (ids.size === 0) return;
  for (const [index, id] of [...ids].entries()) {
    const name = m.given.restoredAccount(index + 1);
    settings.addUnsavedAccount({ id, name, provider: 'custom', baseUrl: '' });
  }
  alerts.raise('accounts missing', { code: 'accounts-missing', count: ids.size });
}
