import type { given as english } from '../en/given.ts';

export const given = {
  restoredAccount: (number) => `恢复的账户 ${String(number)}`,
  sample: {
    account: '工作',
    prompts: {
      first: '一只金毛犬在野花丛中奔跑',
      second: '峡湾上空的北极光',
    },
  },
  otherLines: '不含任务 ID 的行',
} satisfies typeof english;
