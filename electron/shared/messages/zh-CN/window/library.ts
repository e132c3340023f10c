import type { library as english } from '../../en/window/library.ts';
import { formats } from '../formats.ts';
import { grouped } from '../plural.ts';

const units = { minute: '分钟', hour: '小时', day: '天' };

export const library = {
  videos: '视频',
  list: '跟踪的视频',
  row: (title, state) => `${title}，${state}`,
  opening: '正在打开媒体库…',
  tryAgain: '重试',
  drop: '松开以查找任务 ID',
  downloadProgress: '下载进度',
  repair: '修复',
  sidebar: {
    label: '媒体库',
    filters: {
      all: '全部',
      'in-progress': '进行中',
      'at-risk': '有丢失风险',
      archived: '已归档',
      failed: '失败',
    },
    removed: '已移除',
    accounts: '账户',
    blocked: '，暂时无法使用',
    settings: '设置',
    accountTrouble: (summary, why) => `${summary}：${why}`,
    account: (summary, baseUrl, when) =>
      when === undefined ? `${summary} – ${baseUrl}` : `${summary}，${when} – ${baseUrl}`,
  },
  toolbar: {
    search: '搜索',
    searchHint: '搜索提示词、任务 ID、标签和备注',
    sort: '排序',
    sorts: { newest: '最新', deadline: '失效时间', name: '名称' },
    add: '添加视频',
    more: '更多',
    check: '立即检查全部',
    retry: '全部重试',
    pause: '全部暂停',
    resume: '全部继续',
  },
  warnings: {
    fixFolder: '处理文件夹问题',
    showAccounts: '查看账户',
    changeLimit: '更改限速',
    showAtRisk: '查看有丢失风险的视频',
    fix: (account) => `处理“${account}”`,
    open: (account) => `查看“${account}”`,
    repairAll: '全部修复',
    resume: '继续下载',
    dismiss: '忽略',
    dismissAbout: (about) => `忽略提醒：${about}`,
    more: (abouts) => `另有 ${grouped(abouts.length)} 条提醒：${abouts.join('、')}`,
    fewer: '收起提醒',
    all: '全部提醒',
    about: { folder: '归档文件夹', clock: '系统时钟' },
    ofAccount: (account, sentence) => `${account}：${sentence}`,
    skew: {
      sentence: (amount, unit, isFast) =>
        `这台电脑的时钟大约${isFast ? '快' : '慢'} ${grouped(amount)} ${units[unit]}。`,
      remedy:
        '失效时间的计算不受影响，但显示的时间可能不准。请在系统设置中开启自动设置日期和时间。',
    },
  },
  status: {
    label: '状态',
    downloads: (count, bytesPerSecond) =>
      `${grouped(count)} 个下载中 · ${formats.speed(bytesPerSecond)}`,
    noDownloads: '没有下载',
    inProgress: (count) => `${grouped(count)} 个视频进行中`,
    nothingInProgress: '没有进行中的视频',
    atRisk: (count) => `${grouped(count)} 个有丢失风险`,
    checkingNow: '正在检查',
    nextCheckIn: (seconds) => `${String(seconds)} 秒后检查`,
    nextCheckAt: (when) => `下次检查：${when}`,
    stopping: '正在停止',
    stop: '停止',
    stopJob: (job) => `停止：${job}`,
    openFolder: '打开归档文件夹',
    free: (sizeBytes) => `可用空间 ${formats.bytes(sizeBytes)}`,
    folder: {
      away: (path) => `归档文件夹未连接：${path}`,
      silent: (path) => `归档文件夹没有响应：${path}`,
      unusable: (path) => `归档文件夹无法使用：${path}`,
    },
  },
  empty: {
    title: '添加第一批视频',
    text: '粘贴任务 ID，Reelkeep 会跟踪它们，并赶在链接失效前保存每个视频。',
    add: '添加任务 ID',
    hint: '也可以直接粘贴到此窗口的任意位置。',
    noMatch: (search) => `没有找到“${search}”的相关结果`,
    searched: 'Reelkeep 会搜索提示词、任务 ID、标签和备注。',
    clearSearch: '清除搜索',
    nothing: {
      all: '这里还没有内容',
      'in-progress': '没有进行中的视频',
      'at-risk': '没有视频有丢失风险',
      archived: '还没有已归档的视频',
      failed: '没有失败的视频',
    },
    unseen: '进行中的视频都没有丢失风险',
    unseenHint: '归档文件夹目前无法访问，因此无法检查其中的视频。',
    showAll: '显示全部视频',
  },
} satisfies typeof english;
