import { formatsIn } from '../language/formats.ts';

export const formats = formatsIn('ru', {
  bytes: ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'],
  perSecond: (size) => `${size}/с`,
  day: 'дн.',
  hour: 'ч',
  minute: 'мин',
  second: 'с',
  underAMinute: 'меньше минуты',
  left: (time) => `осталось ${time}`,
});
