import { counted } from './plural.ts';

export const videos = (count: number) =>
  counted(count, { one: 'видео', few: 'видео', many: 'видео' });

export const newVideos = (count: number) =>
  counted(count, { one: 'новое видео', few: 'новых видео', many: 'новых видео' });

export const files = (count: number) =>
  counted(count, { one: 'файл', few: 'файла', many: 'файлов' });

export const credits = (count: number) =>
  counted(count, { one: 'кредит', few: 'кредита', many: 'кредитов' });
