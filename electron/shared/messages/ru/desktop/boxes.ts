import type { boxes as english } from '../../en/desktop/boxes.ts';

export const boxes = {
  cancel: 'Отмена',
  quit: 'Пока Reelkeep закрыт, видео не сохраняются.',
  chooseFolder: {
    archive: 'Выберите папку архива',
    mirror: 'Выберите папку зеркала',
    opened: 'Выберите архив, который нужно открыть',
    watched: 'Выберите папку для отслеживания',
  },
  folders: {
    archive: 'Хранить видео в этой папке?',
    mirror: 'Копировать архив в эту папку?',
    opened: 'Открыть архив в этой папке?',
    watched: 'Искать ID задач в файлах этой папки?',
  },
  useFolder: 'Использовать папку',
  failing: {
    message: 'Окно Reelkeep постоянно аварийно закрывается',
    detail:
      'Видео по-прежнему проверяются и скачиваются. Откройте окно снова; если это повторится, перезапустите Reelkeep.',
    reopen: 'Открыть окно',
    leave: 'Не сейчас',
  },
} satisfies typeof english;
