import type { add as english } from '../../en/window/add.ts';
import { grouped } from '../plural.ts';

export const add = {
  title: '添加视频',
  ids: '任务 ID',
  placeholder: '粘贴任务 ID、链接、日志、JSON…',
  endpoint: '接口',
  autoDetect: '自动识别',
  account: '账户',
  cancel: '取消',
  add: '添加',
  willAdd: {
    new: (count) => `${grouped(count)} 个新视频`,
    anyway: (count) => `${grouped(count)} 个仍要添加`,
    removed: (count) => `${grouped(count)} 个之前移除过`,
  },
  added: (count, known) =>
    known === 0
      ? `已添加 ${grouped(count)} 个视频。`
      : `已添加 ${grouped(count)} 个视频，另有 ${grouped(known)} 个已在跟踪。`,
  noAccount: {
    sentence: '请先添加账户。',
    remedy: 'Reelkeep 用您自己的 API 密钥向服务商查询视频。设置只需一分钟。',
    setUp: '设置账户',
  },
  found: {
    label: '查找结果',
    soFar: '目前找到',
    hint: '粘贴或拖入任何包含任务 ID 的内容。在您点击“添加”之前，不会添加任何内容。',
    looking: '正在查找任务 ID…',
    counts: {
      new: (count) => `${grouped(count)} 个新 ID`,
      removed: (count) => `${grouped(count)} 个之前移除过`,
      tracked: (count) => `${grouped(count)} 个已在跟踪`,
      perhaps: (count) => `${grouped(count)} 个不确定`,
      'not-an-id': (count) => `${grouped(count)} 行没有任务 ID`,
    },
    verdicts: {
      new: '新',
      removed: '之前移除过',
      tracked: '已在跟踪',
      perhaps: '可能是任务 ID',
      'not-an-id': '不是任务 ID',
    },
    cutOff: '似乎不完整',
    willBeAdded: '将添加',
    willBeRestored: '之前移除过，将恢复',
    moreLines: (count) => `还有 ${grouped(count)} 行`,
    addAnyway: '仍要添加',
    addAnywayHint: (id) => `仍要添加 ${id}`,
    leaveOut: '不添加',
    leaveOutHint: (id) => `不添加 ${id}`,
    perhapsNote: 'Reelkeep 不认识这种格式的 ID。填错也没关系，只会显示为“未找到”。',
    cutOffNote: 'ID 的后半部分缺失，请重新完整复制。',
    restoreNote: (when) =>
      when === undefined
        ? '之前移除过。添加后会按原样恢复。'
        : `移除于 ${when}。添加后会按原样恢复。`,
    anewNote: (when) =>
      when === undefined ? '之前移除过。添加后会重新跟踪。' : `移除于 ${when}。添加后会重新跟踪。`,
  },
  nothing: {
    known: {
      sentence: '这些都已在媒体库中。',
      remedy: '请粘贴其他任务 ID，或关闭此对话框：没有遗漏。',
    },
    unsure: {
      sentence: 'Reelkeep 不确定这些是否为任务 ID。',
      remedy: '请在确认的 ID 旁选择“仍要添加”。填错也没关系，只会显示为“未找到”。',
    },
    cutOff: {
      sentence: '任务 ID 似乎不完整。',
      remedy: '请重新完整复制：任务 ID 至少有 32 个字母和数字。',
    },
    none: {
      sentence: '未找到任务 ID。',
      remedy:
        '任务 ID 是单独出现的 UUID 或 32 位十六进制数字，或“taskId=”之后的内容。开始生成时，服务商会返回任务 ID。',
    },
  },
  keptRest: (why, added, total) =>
    `${why}${grouped(total)} 个视频中已添加 ${grouped(added)} 个，其余仍在这里。`,
  files: {
    noIdInText: '粘贴的文本中没有任务 ID。',
    noIdIn: (name) => `“${name}”中没有任务 ID。`,
    noIdRemedy:
      'Reelkeep 会查找 taskId 之类的字段，以及单独出现的 UUID 和 32 位十六进制数字。如果知道 ID，请直接粘贴。',
    unknownKind: (name) => `未读取“${name}”：只支持 .txt、.json、.log、.har 和 .csv 文件。`,
    unknownKindRemedy: '请将内容另存为其中一种格式，或在此粘贴文本。',
    tooLarge: (name, sizeMb, limitMb) =>
      `未读取“${name}”：大小为 ${grouped(sizeMb)} MB，上限为 ${grouped(limitMb)} MB。`,
    tooLargeRemedy: '请只拖入或粘贴包含任务 ID 的部分。',
    notText: (name) => `未读取“${name}”：其中没有文本。`,
    notTextRemedy: '请用相应的应用打开它，并从中复制任务 ID。',
    unreadable: (name, detail) => `无法读取“${name}”（${detail}）。`,
    unreadableRemedy: '请确认您有权打开此文件，然后重新拖入。',
  },
} satisfies typeof english;
