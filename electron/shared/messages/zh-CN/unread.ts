import type { unread as english } from '../en/unread.ts';

export const unread = {
  'too-long': {
    sentence: (name) => `未读取“${name}”：文件超过 20 MB。`,
    remedy: '请只打开包含任务 ID 的部分，或将其粘贴到此处。',
  },
  'no-text': {
    sentence: (name) => `未读取“${name}”：其中没有文本。`,
    remedy: '请用相应的应用打开，并从中复制任务 ID。',
  },
  'not-a-file': {
    sentence: (name) => `未读取“${name}”：它是文件夹、链接或设备。`,
    remedy: '请打开文件本身。',
  },
  'not-readable': {
    sentence: (name) => `无法读取“${name}”。`,
    remedy: '请确认文件存在且您有权打开，然后重新打开。',
  },
  'without-ids': {
    sentence: (name) => `“${name}”中没有任务 ID。`,
    remedy: '如果知道 ID，请直接粘贴。',
  },
} satisfies typeof english;
