import type { explain as english } from '../../en/window/explain.ts';
import { alertAnswers } from '../alerts.ts';
import { files } from '../nouns.ts';
import { counted, grouped } from '../plural.ts';

const byRepair =
  'Нажмите «Восстановить»: Reelkeep возьмёт копию из зеркала или скачает её снова, пока она есть у провайдера.';

const missingOthers = (count: number) =>
  count === 0 ? '' : ` и ещё ${counted(count, { one: 'файла', few: 'файлов', many: 'файлов' })}`;

const ofResults = (saved: number, total: number) =>
  `${grouped(saved)} из ${counted(total, { one: 'результата', few: 'результатов', many: 'результатов' })}`;

export const explain = {
  hold: {
    paused: {
      sentence: 'Приостановлено вручную.',
      remedy: 'Reelkeep не проверяет и не скачивает это видео, а ссылка может истечь.',
    },
    'held-back': {
      sentence: 'Загрузки приостановлены после недавних сбоев.',
      remedy: `Чтобы начать сейчас, нажмите «${alertAnswers['go-on']}» в предупреждении выше.`,
    },
    'too-slow': {
      sentence: 'Сеть медленная: возможно, не всё успеет скачаться до истечения ссылок.',
      remedy: 'Подключитесь к более быстрой сети или поставьте менее важные видео на паузу.',
    },
    offline: {
      sentence: 'Похоже, нет подключения к сети.',
      remedy: 'Reelkeep продолжит автоматически, когда сеть появится.',
    },
    stalled: {
      sentence: 'Нет результата больше часа; изредка проверяем.',
      remedy: 'Нажмите «Проверить сейчас», чтобы не ждать.',
    },
  },
  archivedOn: (archived, checked) =>
    checked === undefined
      ? `В архиве с ${archived}.`
      : `В архиве с ${archived}, последняя проверка ${checked}.`,
  unseen: (known, why) => `${known} Проверить файл сейчас нельзя. ${why}`,
  asking: { sentence: 'Reelkeep проверяет этот ID у провайдера.' },
  askingAgain: {
    sentence: 'Провайдер пока не знает этот ID.',
    remedy: 'Так бывает в первые секунды. Reelkeep проверит ещё раз.',
  },
  atWork: {
    sentence: 'Провайдер создаёт видео.',
    remedy: 'Reelkeep скачает его, как только оно будет готово.',
  },
  unknownStatus: (status) => ({
    sentence: `Провайдер сообщает неизвестный статус «${status}».`,
    remedy: 'Reelkeep будет проверять, пока задача не завершится.',
  }),
  ready: { sentence: 'Готово у провайдера, ожидает скачивания.' },
  downloading: { sentence: 'Скачивается в архив.' },
  safe: { sentence: 'Сохранено и проверено.' },
  unread: {
    sentence: 'В архиве. Размер и структура в порядке.',
    remedy: 'Следующая проверка сверит каждый байт.',
  },
  someOmitted: (saved, total) => ({
    sentence: `В архиве ${ofResults(saved, total)}.`,
    remedy:
      'Больше результатов одного видео Reelkeep не сохраняет. Сохраните остальные у провайдера, пока не истекли ссылки.',
  }),
  missing: (path, more) => ({
    sentence: `В архиве нет файла «${path}»${missingOthers(more)}.`,
    remedy: `${byRepair} Или верните файл на место вручную и проверьте архив.`,
  }),
  damaged: (path, more) => ({
    sentence: `${more === 0 ? `Файл «${path}» изменился` : `Файл «${path}» и ещё ${files(more)} изменились`} после архивации по вине диска или другой программы.`,
    remedy: `${byRepair} Повреждённый файл останется рядом с новым. Или замените файл вручную и проверьте архив.`,
  }),
  noReason: 'Провайдер не указал причину.',
  withCode: (remedy, code) => `${remedy} Код провайдера: ${code}.`,
  stalled: (status) => `Нет результата больше часа; статус у провайдера по-прежнему «${status}».`,
  stalledChecked:
    'Reelkeep проверяет изредка, но не реже раза в день. Нажмите «Проверить сейчас», чтобы не ждать.',
  stalledOver:
    'Через два месяца Reelkeep перестал проверять. Нажмите «Проверить сейчас» или посмотрите у провайдера.',
  notFound: {
    sentence: 'Ни в одном из проверенных аккаунтов нет такой задачи.',
    remedy:
      'Проверьте ID. Задачу видит только тот аккаунт, где она создана: добавьте его в настройках, затем добавьте ID снова. Если задача совсем новая, нажмите «Проверить сейчас».',
  },
  notFoundAt: (endpoint) => ({
    sentence: `Ни в одном из проверенных аккаунтов нет такой задачи на эндпоинте «${endpoint}», а проверялся только он.`,
    remedy:
      'Добавьте ID снова, выбрав «Автоопределение». Если задача совсем новая, нажмите «Проверить сейчас».',
  }),
  someSaved: (saved, total, why) => `Сохранено в архив: ${ofResults(saved, total)}. ${why}`,
  lost: (hasPrompt) =>
    [
      'Все способы скачать файл испробованы, и не раз.',
      hasPrompt
        ? 'Промпт и параметры сохранены, чтобы видео можно было создать заново.'
        : 'Параметры сохранены ниже.',
      'Reelkeep изредка проверяет снова и сохранит файл, если тот появится.',
    ].join(' '),
} satisfies typeof english;
