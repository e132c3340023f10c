import type { explain as english } from '../../en/window/explain.ts';
import { alertAnswers } from '../alerts.ts';
import { grouped } from '../plural.ts';

const byRepair = '“修复”会从镜像恢复，或在服务商仍保留时重新下载。';

const others = (count: number) => (count === 0 ? '' : `等 ${grouped(count + 1)} 个文件`);

export const explain = {
  hold: {
    paused: {
      sentence: '您已暂停此视频。',
      remedy: 'Reelkeep 不会检查或下载，链接可能会失效。',
    },
    'held-back': {
      sentence: '因最近的崩溃，暂不下载。',
      remedy: `点击上方提醒中的“${alertAnswers['go-on']}”可立即开始。`,
    },
    'too-slow': {
      sentence: '网络可能太慢，无法在链接失效前下载全部视频。',
      remedy: '请使用更快的网络，或暂停不太重要的视频。',
    },
    offline: {
      sentence: '这台电脑似乎没有联网。',
      remedy: '恢复联网后，Reelkeep 会自动继续。',
    },
    stalled: {
      sentence: '超过一小时没有结果，仍会不时检查。',
      remedy: '点击“立即检查”可马上检查。',
    },
  },
  archivedOn: (archived, checked) =>
    checked === undefined ? `归档于 ${archived}。` : `归档于 ${archived}，上次检查于 ${checked}。`,
  unseen: (known, why) => `${known}目前无法检查其文件：${why}`,
  asking: { sentence: 'Reelkeep 正在向服务商查询此 ID。' },
  askingAgain: {
    sentence: '服务商还没有此 ID 的记录。',
    remedy: '刚创建时可能会这样，Reelkeep 会再次检查。',
  },
  atWork: {
    sentence: '服务商正在生成。',
    remedy: '完成后 Reelkeep 会立即下载。',
  },
  unknownStatus: (status) => ({
    sentence: `服务商返回了未知状态“${status}”。`,
    remedy: 'Reelkeep 会继续检查，直到结束。',
  }),
  ready: { sentence: '服务商已完成，等待下载。' },
  downloading: { sentence: '正在下载到归档。' },
  safe: { sentence: '已保存并校验。' },
  unread: {
    sentence: '已在归档中，大小和结构正常。',
    remedy: '下次检查会校验每个字节。',
  },
  someOmitted: (saved, total) => ({
    sentence: `${grouped(total)} 个结果中，有 ${grouped(saved)} 个在归档中。`,
    remedy: 'Reelkeep 对一个视频最多只保存这么多。请在链接失效前到服务商处保存其余结果。',
  }),
  missing: (path, more) => ({
    sentence: `归档中缺少“${path}”${others(more)}。`,
    remedy: `${byRepair}也可以自行放回文件，然后检查归档。`,
  }),
  damaged: (path, more) => ({
    sentence: `“${path}”${others(more)}在归档后被磁盘或其他程序改动。`,
    remedy: `${byRepair}损坏的文件会保留在新文件旁。也可以自行替换，然后检查归档。`,
  }),
  noReason: '服务商没有说明原因。',
  withCode: (remedy, code) => `${remedy}服务商代码：${code}。`,
  stalled: (status) => `超过一小时没有结果，服务商仍返回“${status}”。`,
  stalledChecked: 'Reelkeep 会不时检查，每天至少一次。点击“立即检查”可马上检查。',
  stalledOver: '两个月已过，Reelkeep 已停止检查。点击“立即检查”可再次检查，也可到服务商处查看。',
  notFound: {
    sentence: '能查询的账户都没有此任务。',
    remedy:
      '请核对 ID。只有创建任务的账户才能看到它：请在设置中添加该账户，然后重新添加 ID。如果任务刚刚创建，请点击“立即检查”。',
  },
  notFoundAt: (endpoint) => ({
    sentence: `能查询的账户在接口“${endpoint}”都没有此任务，只查询了这一个接口。`,
    remedy: '请重新添加 ID，接口选择“自动识别”。如果任务刚刚创建，请点击“立即检查”。',
  }),
  someSaved: (saved, total, why) =>
    `${grouped(total)} 个结果中有 ${grouped(saved)} 个已保存到归档。${why}`,
  lost: (hasPrompt) =>
    [
      '已多次尝试所有下载途径。',
      hasPrompt ? '提示词和参数均已保留，可以重新生成视频。' : '参数保留在下方。',
      'Reelkeep 仍会不时检查，文件一旦恢复就会保存。',
    ].join(''),
} satisfies typeof english;
