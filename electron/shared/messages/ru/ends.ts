import type { ends as english } from '../en/ends.ts';

const maxShown = 300;

function given(text: string | undefined): string {
  if (text === undefined) return '';
  return ` Вместо него пришёл текст: «${text.length > maxShown ? `${text.slice(0, maxShown)}…` : text}»`;
}

const again = 'запустите генерацию у провайдера снова и добавьте новый ID задачи.';
const againThere = 'запустите генерацию снова и добавьте новый ID задачи.';

export const ends = {
  keptRefusing: (host, httpStatus) =>
    httpStatus === undefined
      ? `${host} не отдаёт файл с тех пор, как истекла ссылка.`
      : `${host} не отдаёт файл с тех пор, как истекла ссылка (HTTP ${String(httpStatus)}).`,
  awaitingFile: {
    sentence: (text) => `По данным провайдера, всё готово, но файла пока нет.${given(text)}`,
    remedy: 'Reelkeep будет проверять ещё несколько часов: файл может появиться.',
  },
  neverAFile: {
    sentence: (text) => `По данным провайдера, всё готово, но файла так и не было.${given(text)}`,
    remedy:
      'Сохранять нечего. Посмотрите на сайте провайдера и, если файл всё же есть, нажмите «Проверить сейчас».',
    remedyForText: 'Результат — текст, поэтому файла нет. Скопируйте текст, если он нужен.',
  },
  remedies: {
    'prompt-too-long': `Сократите промпт, ${again}`,
    'input-refused': `Модерация отклонила исходное изображение или видео. Возьмите другое, ${again}`,
    'prompt-refused': `Модерация отклонила промпт. Измените его, ${again}`,
    concurrency: `Одновременно шло слишком много генераций. Дождитесь, пока часть из них завершится, ${again}`,
    credits: `Пополните счёт на сайте провайдера, ${againThere}`,
    plan: `Для этого нужен более дорогой тариф. Выберите качество ниже или другой тариф, ${againThere}`,
    size: `Возьмите изображение или видео другого размера, ${again}`,
    format: `Возьмите изображение в другом формате, например JPEG или PNG, ${again}`,
    'input-unreachable': `Провайдер не смог скачать исходное изображение или видео. Убедитесь, что его адрес общедоступен, ${againThere}`,
    disabled: `Провайдер сейчас это не предлагает. Когда функция станет доступна, ${againThere}`,
    'provider-fault': `Это ошибка провайдера. Тот же промпт может сработать позже: ${againThere}`,
    unknown: `Причина неизвестна. Обратитесь в поддержку провайдера или ${againThere}`,
  },
} satisfies typeof english;
