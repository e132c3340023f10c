import type { updates as english } from '../en/updates.ts';
import { formats } from './formats.ts';

export const updates = {
  updaters: {
    self: '经您确认后，Reelkeep 会自行更新。',
    package: '新版本由软件包管理器安装。经您确认后，Reelkeep 会先下载并验证文件。',
    other: 'Reelkeep 由您获取它的商店或发行版更新，自身不会检查更新。',
    nobody:
      '此副本无法自行更新：它是手动解压的、便携版，或由源代码构建。Reelkeep 可以提示新版本，由您自行安装。',
  },
  phase: {
    none: (own) => `版本 ${own}`,
    newest: (own) => `版本 ${own} 已是最新。`,
    offered: (version, own, sizeBytes) =>
      sizeBytes === undefined
        ? `版本 ${version} 已发布。您当前使用 ${own}。`
        : `版本 ${version} 已发布（${formats.roughSize(sizeBytes)}）。您当前使用 ${own}。`,
    fetching: (version) => `正在下载 ${version}`,
    fetched: (version) => `版本 ${version} 已下载并验证。`,
    installing: (version) => `正在安装 ${version}`,
    byHand: (version) => `版本 ${version} 已下载并验证。请在终端中安装，然后重启 Reelkeep：`,
    installed: (version) => `版本 ${version} 已安装。重启 Reelkeep 后生效。`,
  },
  amount: (receivedBytes, bytesPerSecond, sizeBytes) => {
    const whole = sizeBytes === undefined ? '' : ` / ${formats.roughSize(sizeBytes)}`;
    const speed = bytesPerSecond === 0 ? '' : `，${formats.speed(bytesPerSecond)}`;
    return `${formats.roughSize(receivedBytes)}${whole}${speed}`;
  },
  stale: {
    'not-renewed': (sinceMs) =>
      `可获取的最新版本列表日期为 ${formats.date(sinceMs)}，按理应已更新。`,
    unheard: (sinceMs) => `自 ${formats.date(sinceMs)} 以来未能获取可信的版本列表。`,
  },
  staleRemedy: (address) =>
    `可能有新版本，但受到某种阻碍无法得知：请查看 ${address}。如果此计算机的日期不正确，请更正。`,
  notice: {
    stale: 'Reelkeep 无法确认是否为最新版本',
    staleBody: (sentence) => `${sentence}详情请见“设置 > 更新”。`,
    offered: (version) => `Reelkeep ${version} 已发布`,
    running: (version) => `正在运行 Reelkeep ${version}`,
    whatIsNew: '“设置 > 更新”中可查看新功能。',
    oldRuns: (version) => `Reelkeep ${version} 未能安装`,
    stillRuns: (own) => `仍在运行 ${own}，没有丢失任何内容。详情请见“设置 > 更新”。`,
  },
} satisfies typeof english;
