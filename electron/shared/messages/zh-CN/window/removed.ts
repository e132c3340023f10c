import type { removed as english } from '../../en/window/removed.ts';
import { formats } from '../formats.ts';
import { grouped } from '../plural.ts';
import { later } from '../spans.ts';
import { files, videos } from '../nouns.ts';

export const removed = {
  title: '已移除',
  text: '已移除的视频可在 30 天内恢复，之后 Reelkeep 会删除其记录。',
  list: '已移除的视频',
  row: (title) => `${title}，已移除`,
  empty: '没有已移除的视频。',
  restore: '恢复',
  restoreAll: '全部恢复',
  restoreSome: (count) => `恢复 ${videos(count)}`,
  deleteAll: '删除全部记录',
  deleteSome: (count) => `删除 ${grouped(count)} 条记录`,
  ask: {
    title: '要从媒体库中移除吗？',
    videos,
    what: ({ hasFiles, withFiles, days }) =>
      [
        'Reelkeep 将不再跟踪。',
        ...(hasFiles
          ? [withFiles ? '文件将在一分钟后移到系统回收站。' : '归档中的文件会留在原处。']
          : []),
        `${grouped(days)} 天内可从“已移除”中恢复。`,
      ].join(''),
    risk: (left) =>
      left === undefined
        ? '此视频尚未归档，移除后将不会保存。'
        : `此视频尚未归档，移除后将不会保存。链接最晚将在${later(left)}失效。`,
    risks: (count, left) => {
      const what = `其中 ${videos(count)}尚未归档，移除后将不会保存。`;
      return left === undefined ? what : `${what}首个链接最晚将在${later(left)}失效。`;
    },
    withFiles: '同时将文件移到系统回收站',
    filesHint: (count, sizeBytes) =>
      `${files(count)}，${formats.bytes(sizeBytes)}。镜像中的副本会保留。`,
    cancel: '取消',
    remove: '移除',
    removeWithFiles: '连同文件移除',
  },
  forget: {
    title: (count) => `要永久删除 ${grouped(count)} 条记录吗？`,
    text: () => '删除后无法恢复。归档中的文件会保留。',
    due: (count) => `${videos(count)}的文件将立即移到系统回收站。`,
    delete: '删除',
  },
  details: {
    several: (count) => `已选择 ${grouped(count)} 个已移除的视频`,
    when: (dateTime) => `移除时间：${dateTime}。`,
    filesGone: '恢复只会找回记录。如需一并找回视频，请先从系统回收站还原其文件。',
    left: '未移走的文件',
    why: {
      changed: '归档后有改动',
      'not-a-file': '已不是普通文件',
      outside: '其路径指向归档之外',
      shared: '它也属于另一个视频',
      refused: '无法移到系统回收站',
    },
    leftFile: (path, why) => `${path}：${why}`,
    moveNow: '立即移走文件',
  },
  since: (when) => `移除于 ${when}`,
  fate: {
    waiting: (why) => `文件尚未移到系统回收站：${why}`,
    due: (count, sizeBytes) =>
      `${files(count)}，${formats.bytes(sizeBytes)}：一分钟后移到系统回收站`,
    gone: (count, left) =>
      left === 0
        ? `${files(count)}在系统回收站中`
        : `${files(count)}在系统回收站中，${grouped(left)} 个未移走`,
    kept: (count, sizeBytes) => `归档中有 ${files(count)}，${formats.bytes(sizeBytes)}`,
    none: '没有文件',
    link: (left) => `尚未归档；链接最晚将在${later(left)}失效`,
  },
  told: {
    removed: (title) => `已移除“${title}”。`,
    removedSome: (count) => `已移除 ${videos(count)}。`,
    withFiles: (what) => `${what}文件将在一分钟后移到系统回收站。`,
    undo: '撤销',
    notRemoved: (count, why) => `${videos(count)}无法移除。${why}`,
    restored: (title) => `已恢复“${title}”。`,
    restoredSome: (count) => `已恢复 ${videos(count)}。`,
    notRestored: (count, why) => `${videos(count)}无法恢复。${why}`,
    filesInTrash: (count) =>
      count === 1 ? '它的文件在系统回收站中。' : `${videos(count)}的文件在系统回收站中。`,
    filesInTrashRemedy: '请先在系统回收站中还原，然后在“设置 > 归档”中检查归档。',
    moved: '已移到系统回收站。',
  },
} satisfies typeof english;
