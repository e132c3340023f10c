import { formatsIn } from '../language/formats.ts';

export const formats = formatsIn('zh-CN', {
  bytes: ['B', 'KB', 'MB', 'GB', 'TB'],
  perSecond: (size) => `${size}/秒`,
  day: '天',
  hour: '小时',
  minute: '分钟',
  second: '秒',
  underAMinute: '不到 1 分钟',
  left: (time) => `剩余 ${time}`,
});
