import type { updates as english } from '../en/updates.ts';
import { formats } from './formats.ts';

export const updates = {
  updaters: {
    self: 'Reelkeep обновит себя сам по вашей команде.',
    package:
      'Новые версии устанавливает менеджер пакетов. По вашей команде Reelkeep сначала скачивает и проверяет файл.',
    other:
      'Reelkeep обновляет магазин или дистрибутив, откуда он установлен. Сам Reelkeep обновления не ищет.',
    nobody:
      'Эта копия не может обновить себя: она распакована вручную, переносная или собрана из исходников. Reelkeep сообщит о новой версии, а установить её нужно вручную.',
  },
  phase: {
    none: (own) => `Версия ${own}`,
    newest: (own) => `Версия ${own} — самая новая.`,
    offered: (version, own, sizeBytes) =>
      sizeBytes === undefined
        ? `Вышла версия ${version}. Сейчас установлена ${own}.`
        : `Вышла версия ${version} (${formats.roughSize(sizeBytes)}). Сейчас установлена ${own}.`,
    fetching: (version) => `Скачивается ${version}`,
    fetched: (version) => `Версия ${version} скачана и проверена.`,
    installing: (version) => `Устанавливается ${version}`,
    byHand: (version) =>
      `Версия ${version} скачана и проверена. Установите её в терминале и перезапустите Reelkeep:`,
    installed: (version) => `Версия ${version} установлена. Она заработает после перезапуска.`,
  },
  amount: (receivedBytes, bytesPerSecond, sizeBytes) => {
    const whole = sizeBytes === undefined ? '' : ` из ${formats.roughSize(sizeBytes)}`;
    const speed = bytesPerSecond === 0 ? '' : `, ${formats.speed(bytesPerSecond)}`;
    return `${formats.roughSize(receivedBytes)}${whole}${speed}`;
  },
  stale: {
    'not-renewed': (sinceMs) =>
      `Последний доступный список версий датирован ${formats.date(sinceMs)} и уже должен был обновиться.`,
    unheard: (sinceMs) => `Надёжного списка версий не удаётся получить с ${formats.date(sinceMs)}.`,
  },
  staleRemedy: (address) =>
    `Возможно, есть новая версия, но что-то мешает её увидеть: проверьте ${address}. Если дата на компьютере неверна, исправьте её.`,
  notice: {
    stale: 'Reelkeep не знает, есть ли новая версия',
    staleBody: (sentence) => `${sentence} Подробности: «Настройки > Обновления».`,
    offered: (version) => `Вышел Reelkeep ${version}`,
    running: (version) => `Работает Reelkeep ${version}`,
    whatIsNew: 'Что нового: «Настройки > Обновления».',
    oldRuns: (version) => `Reelkeep ${version} не установлен`,
    stillRuns: (own) =>
      `По-прежнему работает ${own}, ничего не потеряно. Подробности: «Настройки > Обновления».`,
  },
} satisfies typeof english;
