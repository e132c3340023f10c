import type { Alert } from '../../alert.ts';
import type { Failure } from '../../failure.ts';
import type { Words } from '../words.ts';
import { formats } from './formats.ts';
import { counted, form } from './plural.ts';

function times(count: number): string {
  return counted(count, { one: 'раз', few: 'раза', many: 'раз' });
}

export function setAside({ crashes, nextTryAtMs }: Extract<Failure, { code: 'set-aside' }>): Words {
  return {
    sentence: `Видео пропущено: при его обработке Reelkeep аварийно завершил работу ${times(crashes)}.`,
    remedy: `Следующая автоматическая попытка: ${formats.dateTime(nextTryAtMs)}. Чтобы не ждать, нажмите «Повторить».`,
  };
}

export function safeMode(mode: Extract<Alert, { code: 'safe-mode' }>): Words {
  const { crashes, nearDeadlines, resumesAtMs, logPath } = mode;
  const near =
    nearDeadlines === 0
      ? ''
      : ` В ближайшие сутки ${form(nearDeadlines, { one: 'истечёт', few: 'истекут', many: 'истекут' })} ${counted(nearDeadlines, { one: 'ссылка', few: 'ссылки', many: 'ссылок' })}.`;
  return {
    sentence: `Reelkeep ${times(crashes)} подряд аварийно завершил работу и запущен в безопасном режиме. Загрузки приостановлены до ${formats.dateTime(resumesAtMs)}.${near}`,
    remedy: `Чтобы начать их сейчас, нажмите «Возобновить сейчас». Подробности в журнале: ${logPath}`,
  };
}
