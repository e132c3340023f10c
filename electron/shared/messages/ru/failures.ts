import type { failures as english } from '../en/failures.ts';
import { pause } from './spans.ts';
import { setAside } from './crashes.ts';
import { addresses } from './failure/addresses.ts';
import { archive } from './failure/archive.ts';
import { asked } from './failure/asked.ts';
import { disk } from './failure/disk.ts';
import { media } from './failure/media.ts';
import { notSaved } from './failure/saving.ts';
import { template } from './failure/templates.ts';

const retries = 'Reelkeep повторит попытку сам. Ничего делать не нужно.';

const got = {
  html: 'веб-страницу',
  empty: 'пустой ответ',
  'not-json': 'ответ не в формате JSON',
  'unknown-shape': 'JSON в неизвестном формате',
  'unknown-data': 'данные в неизвестном формате',
} as const;

export const failures = {
  unreachable: ({ host }) => ({
    sentence: `Не удаётся связаться с ${host}.`,
    remedy: 'Проверьте подключение к интернету. Reelkeep продолжит сам.',
  }),
  'proxy-refused': ({ host, proxy, httpStatus }) => ({
    sentence: `Прокси ${proxy} не пропустил Reelkeep к ${host}.`,
    remedy:
      httpStatus === 407
        ? 'Прокси требует пароль, а Reelkeep это не поддерживает. Разрешите доступ без пароля для этого компьютера или смените прокси в настройках системы. Reelkeep продолжит сам.'
        : 'Разрешите этот адрес на прокси или смените прокси в настройках системы. Reelkeep продолжит сам.',
  }),
  'bad-certificate': ({ host }) => ({
    sentence: `Сертификат безопасности сервера ${host} не вызывает доверия.`,
    remedy:
      'Проверьте часы компьютера, а также прокси или антивирус, если они проверяют HTTPS-трафик.',
  }),
  'key-refused': ({ host }) => ({
    sentence: `${host} не принимает ключ API.`,
    remedy:
      'Введите действующий ключ для этого аккаунта. До тех пор Reelkeep лишь изредка проверяет, не заработал ли прежний.',
  }),
  'client-blocked': ({ host }) => ({
    sentence: `${host} блокирует этот компьютер или эту сеть независимо от ключа.`,
    remedy: 'Попробуйте другую сеть либо отключите VPN или прокси.',
  }),
  'rate-limited': ({ host, retryAfterMs }) => ({
    sentence:
      retryAfterMs === undefined
        ? `${host} ограничивает число запросов.`
        : `${host} просит подождать ${pause(retryAfterMs)}.`,
    remedy: 'Reelkeep снизит темп и повторит попытку сам.',
  }),
  maintenance: ({ host }) => ({
    sentence: `На ${host} идут технические работы.`,
    remedy: 'Reelkeep проверяет снова каждые несколько минут.',
  }),
  'no-credits': ({ host }) => ({
    sentence: `В аккаунте на ${host} закончились кредиты.`,
    remedy:
      'Пополните счёт на сайте провайдера, затем нажмите «Проверить подключение» в разделе «Настройки > Аккаунты».',
  }),
  'sub-key-limit': ({ host }) => ({
    sentence: `Лимит этого ключа на ${host} исчерпан.`,
    remedy: 'Увеличьте лимит ключа на сайте провайдера или введите другой ключ.',
  }),
  'not-the-provider': ({ host, httpStatus, got: what }) => ({
    sentence: `${host} прислал ${got[what]} вместо данных API (HTTP ${String(httpStatus)}).`,
    remedy:
      what === 'unknown-data'
        ? 'Reelkeep повторит попытку сам. Если ошибка повторяется, проверьте базовый URL в разделе «Настройки > Аккаунты».'
        : 'Проверьте базовый URL в разделе «Настройки > Аккаунты». Если он верный, возможно, мешает прокси или страница входа в сеть.',
  }),
  'other-task': ({ host }) => ({
    sentence: `${host} прислал ответ о другом видео.`,
    remedy: `Этот ответ не использован. ${retries}`,
  }),
  'provider-error': ({ host, providerCode, message }) => ({
    sentence: `${host} сообщает об ошибке ${String(providerCode)}: ${message === '' ? 'причина не указана' : message}`,
    remedy: retries,
  }),
  'account-unknown': () => ({
    sentence: 'Аккаунта этого видео больше нет.',
    remedy: 'Добавьте ID задачи снова, выбрав другой аккаунт.',
  }),
  'account-no-key': ({ name }) => ({
    sentence: `У аккаунта «${name}» нет ключа API.`,
    remedy: 'Введите ключ в разделе «Настройки > Аккаунты».',
  }),
  'account-resting': ({ host }) => ({
    sentence: `Reelkeep на время приостановил запросы к ${host}.`,
    remedy: retries,
  }),
  'keyring-missing': () => ({
    sentence: 'Нет системного хранилища ключей, чтобы зашифровать ключ API.',
    remedy: 'Выберите, как хранить ключ: только на этот сеанс или открытым текстом.',
  }),
  'keyring-failed': () => ({
    sentence: 'Системное хранилище ключей не выдаёт ключ API.',
    remedy:
      'Разблокируйте хранилище: Reelkeep продолжит в течение десяти минут. Если оно было заблокировано при запуске Reelkeep, перезапустите Reelkeep. Или введите ключ заново.',
  }),
  ...media,
  ...disk,
  ...asked,
  ...addresses,
  ...archive,
  'not-saved': notSaved,
  'template-invalid': template,
  'set-aside': setAside,
  'internal-error': () => ({
    sentence: 'Внутренняя ошибка Reelkeep.',
    remedy: 'Reelkeep повторит попытку. Если ошибка повторится, сообщите о ней и приложите журнал.',
  }),
} satisfies typeof english;
