import type { updates as english } from '../en/updates.ts';
import { formats } from './formats.ts';

export const updates = {
  updaters: {
    self: '经您确认后，Reelkeep 会自行更新。',
    package: '新版本由软件包管理器安装。经您确认后，Reelkeep 会先下载并校验文件。',
    other: '更新由您获取 Reelkeep 的商店或发行版提供，Reelkeep 自身不会检查。',
    nobody:
      '此副本无法自行更新：它是手动解压版、便携版，或从源代码构建。Reelkeep 可以提示新版本，但需要您自行安装。',
  },
  phase: {
    none: (own) => `版本 ${own}`,
    newest: (own) => `版本 ${own} 已是最新。`,
    offered: (version, own, sizeBytes) =>
      sizeBytes === undefined
        ? `版本 ${version} 已发布。当前版本为 ${own}。`
        : `版本 ${version} 已发布（${formats.roughSize(sizeBytes)}）。当前版本为 ${own}。`,
    fetching: (version) => `正在下载 ${version}`,
    fetched: (version) => `版本 ${version} 已下载并校验。`,
    installing: (version) => `正在安装 ${version}`,
    byHand: (version) => `版本 ${version} 已下载并校验。请在终端中安装，然后重启 Reelkeep：`,
    installed: (version) => `版本 ${version} 已安装。重启 Reelkeep 后生效。`,
  },
  amount: (receivedBytes, bytesPerSecond, sizeBytes) => {
    const whole = sizeBytes === undefined ? '' : ` / ${formats.roughSize(sizeBytes)}`;
    const speed = bytesPerSecond === 0 ? '' : `，${formats.speed(bytesPerSecond)}`;
    return `${formats.roughSize(receivedBytes)}${whole}${speed}`;
  },
  stale: {
    'not-renewed': (sinceMs) =>
      `目前能获取的版本列表，最新一份是 ${formats.date(sinceMs)} 的，按理早该更新。`,
    unheard: (sinceMs) => `自 ${formats.date(sinceMs)} 以来，没有收到可信的版本列表。`,
  },
  staleRemedy: (address) =>
    `可能已有新版本，但受阻而无法得知。请前往 ${address} 查看。如果这台电脑的日期不对，请更正。`,
  notice: {
    stale: 'Reelkeep 无法确认自己是否为最新版本',
    staleBody: (sentence) => `${sentence}详情请见“设置 > 更新”。`,
    offered: (version) => `Reelkeep ${version} 已发布`,
    running: (version) => `Reelkeep ${version} 正在运行`,
    whatIsNew: '请在“设置 > 更新”中查看更新内容。',
    oldRuns: (version) => `Reelkeep ${version} 未能安装`,
    stillRuns: (own) => `仍在运行 ${own}，没有丢失任何内容。详情请见“设置 > 更新”。`,
  },
} satisfies typeof english;
