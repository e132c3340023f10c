import type { StateKind } from '../../../alert.ts';
import type { state as english } from '../../en/alert/state.ts';
import { whyNotSaved } from '../failure/saving.ts';
import { formats } from '../formats.ts';

const damaged: { readonly [K in StateKind]: string } = {
  list: '媒体库列表的一部分已损坏。',
  settings: '设置文件已损坏。',
  keys: 'API 密钥文件已损坏。',
  memory: '已移除视频或等待时间的列表已损坏。',
};

const afterLoss: { readonly [K in StateKind]: string } = {
  list: '已归档的视频仍在其文件夹中。其他视频请重新粘贴任务 ID（如果还有）。',
  settings: '请检查设置，并重新选择归档文件夹。',
  keys: '请在“设置 > 账户”中重新输入每个账户的密钥。',
  memory: '无需操作。部分已移除的视频可能不再显示在“已移除”中。',
};

function keptWhere(path: string | undefined): string {
  return path === undefined ? '' : `损坏的文件已另存为 ${path}。`;
}

export const state = {
  'state-restored': ({ kind, keptAs, savedAtMs }) => ({
    about: '损坏的文件',
    sentence:
      savedAtMs === undefined
        ? `${damaged[kind]}已从副本恢复，没有丢失任何内容。`
        : `${damaged[kind]}已从 ${formats.dateTime(savedAtMs)} 的备份恢复。`,
    remedy:
      savedAtMs === undefined
        ? `如果再次发生，请检查磁盘。${keptWhere(keptAs)}`
        : `此后的更改可能已丢失。${keptWhere(keptAs)}`,
  }),
  'state-lost': ({ kind, keptAs }) => ({
    about: '丢失的文件',
    sentence: `${damaged[kind]}其副本也已损坏。`,
    remedy: `${afterLoss[kind]}${keptWhere(keptAs)}`,
  }),
  'state-unwritable': (trouble) => {
    const { reason, toDo } = whyNotSaved(trouble);
    return {
      about: '保存数据',
      sentence: `Reelkeep 无法保存媒体库或设置：${reason}`,
      remedy: `${toDo}；Reelkeep 会自动重试。在此之前不接受新的任务 ID。已归档的视频是安全的。`,
    };
  },
  'ledger-newer': () => ({
    about: '媒体库',
    sentence: '此媒体库由较新版本的 Reelkeep 保存。',
    remedy: '请启动较新的版本。没有丢失任何内容。',
  }),
  'accounts-missing': ({ count }) => ({
    about: '丢失的账户',
    sentence:
      count === 1
        ? '设置已丢失，视频所属的账户也随之丢失。'
        : `设置已丢失，视频所属的 ${String(count)} 个账户也随之丢失。`,
    remedy: '请在“设置 > 账户”中重新设置每个账户的服务商和密钥。之后，这些账户的视频会继续处理。',
  }),
} satisfies typeof english;
