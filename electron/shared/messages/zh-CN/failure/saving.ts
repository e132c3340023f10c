import type { Failure, Saved, SavingTrouble } from '../../../failure.ts';
import type { Words } from '../../words.ts';

const saved: { readonly [S in Saved]: { readonly sentence: string; readonly meaning: string } } = {
  ids: {
    sentence: '无法保存新的任务 ID',
    meaning: '在此之前，这些 ID 不在媒体库中，请妥善保留。其他视频不受影响。',
  },
  list: {
    sentence: '无法保存媒体库的更改',
    meaning: '在此之前，更改只在内存中，请不要退出 Reelkeep。已归档的视频是安全的。',
  },
  removal: {
    sentence: '无法保存移除操作',
    meaning: '这些视频仍在媒体库中，文件也在原处。',
  },
  'put-back': {
    sentence: '无法恢复视频',
    meaning: '这些视频仍在“已移除”中。',
  },
  settings: { sentence: '无法保存此设置', meaning: '未作任何更改。' },
  keys: { sentence: '无法保存 API 密钥', meaning: '未作任何更改。' },
  names: { sentence: '无法保存新的文件名', meaning: '没有重命名任何文件。' },
};

export function whyNotSaved({ reason, folder }: SavingTrouble): {
  readonly reason: string;
  readonly toDo: string;
} {
  const data = folder === undefined ? 'Reelkeep 数据文件夹' : `Reelkeep 数据文件夹“${folder}”`;
  switch (reason) {
    case 'full':
      return { reason: `${data}所在的磁盘已满。`, toDo: '请在该磁盘上释放一些空间' };
    case 'not-writable':
      return { reason: `没有写入${data}的权限。`, toDo: '请授予写入权限' };
    case 'other':
      return { reason: `写入${data}失败。`, toDo: '请检查该磁盘' };
  }
}

export function notSaved(failure: Extract<Failure, { code: 'not-saved' }>): Words {
  const { sentence, meaning } = saved[failure.what];
  const { reason, toDo } = whyNotSaved(failure);
  return {
    sentence: `${sentence}：${reason}`,
    remedy:
      failure.what === 'list'
        ? `${toDo}，之后 Reelkeep 会自动保存。${meaning}`
        : `${toDo}，然后重试。${meaning}`,
  };
}
