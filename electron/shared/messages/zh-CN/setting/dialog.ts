import type { dialog as english } from '../../en/setting/dialog.ts';

export const dialog = {
  title: '设置',
  sections: '设置分类',
  tabs: {
    accounts: '账户',
    archive: '归档',
    downloads: '下载',
    notifications: '通知',
    general: '通用',
    updates: '更新',
  },
} satisfies typeof english;
