import type { addresses as english } from '../../en/failure/addresses.ts';

export const addresses = {
  'address-invalid': ({ input }) => ({
    sentence: input.trim() === '' ? 'Адрес не указан.' : `«${input}» — не веб-адрес.`,
    remedy: 'Введите адрес вида https://api.example.com.',
  }),
  'address-not-https': ({ input }) => ({
    sentence: `«${input}» — не адрес https.`,
    remedy: 'Используйте https://. Обычный http:// годится только для сервера на этом компьютере.',
  }),
  'address-private': ({ input }) => ({
    sentence: `«${input}» ведёт в частную сеть.`,
    remedy:
      'Используйте общедоступный адрес. Из соображений безопасности Reelkeep не скачивает файлы из частных сетей.',
  }),
  'address-port': ({ input }) => ({
    sentence: `В адресе «${input}» указан порт, с которым Reelkeep не работает через прокси.`,
    remedy:
      'Такой файл можно скачать только без системного прокси. Reelkeep запросит у провайдера другую ссылку.',
  }),
} satisfies typeof english;
