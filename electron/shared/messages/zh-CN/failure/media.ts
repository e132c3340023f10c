import type { media as english } from '../../en/failure/media.ts';
import { pause } from '../spans.ts';
import { grouped } from '../plural.ts';

const retries = 'Reelkeep 会自动重试，无需操作。';

const sent: ReadonlyMap<string, string> = new Map([
  ['empty', '空内容'],
  ['html', '网页'],
  ['xml', '一条消息（XML）'],
  ['json', '一条消息（JSON）'],
  ['text', '文本'],
  ['gzip', '压缩文件'],
  ['zip', 'ZIP 压缩包'],
  ['pdf', 'PDF 文档'],
  ['heif', 'HEIF 图片'],
  ...['jpg', 'png', 'webp', 'gif'].map((format) => [format, '图片'] as const),
  ...['mp4', 'mov', 'webm', 'mkv'].map((format) => [format, '视频'] as const),
  ...['wav', 'mp3', 'm4a', 'flac', 'ogg', 'aac'].map((format) => [format, '音频'] as const),
]);

export const media = {
  'media-refused': ({ host, httpStatus }) => ({
    sentence: `${host} 暂时拒绝提供该文件（HTTP ${String(httpStatus)}）。`,
    remedy: 'Reelkeep 每隔几分钟重试一次，有时会向服务商获取新链接。无需操作。',
  }),
  'media-http': ({ host, httpStatus }) => ({
    sentence: `下载时 ${host} 返回了 HTTP ${String(httpStatus)}。`,
    remedy: retries,
  }),
  'media-not-media': ({ host, got }) => ({
    sentence: `${host} 发来的是${sent.get(got) ?? '未知内容'}，而不是该文件。`,
    remedy: 'Reelkeep 会自动重试。如果反复出现，可能是代理或网络登录页代替主机作出了响应。',
  }),
  'host-refuses': ({ host }) => ({
    sentence: `${host} 暂时拒绝所有下载，包括此视频。`,
    remedy: 'Reelkeep 每隔几分钟重试一次，主机恢复后自动继续。换用 VPN 或其他网络可能有用。',
  }),
  'host-busy': ({ host, retryAfterMs }) => ({
    sentence:
      retryAfterMs === undefined
        ? `${host} 正在限制下载。`
        : `${host} 要求等待 ${pause(retryAfterMs)}。`,
    remedy: 'Reelkeep 会等待，然后自动继续。',
  }),
  'media-truncated': ({ host, receivedBytes, expectedBytes }) => ({
    sentence: `${host} 提前结束了下载：只收到 ${grouped(receivedBytes)} / ${grouped(expectedBytes)} 字节。`,
    remedy: 'Reelkeep 会自动继续下载。',
  }),
  'media-damaged': () => ({
    sentence: '文件已收到，但不是完整的视频或图片。',
    remedy: 'Reelkeep 会重新下载。损坏的文件绝不算作已归档。',
  }),
  'media-too-large': ({ host, limitBytes }) => ({
    sentence: `${host} 上的文件超过了 ${grouped(limitBytes)} 字节的上限。`,
    remedy: '请从服务商网站手动下载。',
  }),
  'media-stalled': ({ host }) => ({
    sentence: `${host} 在下载途中停止发送数据。`,
    remedy: 'Reelkeep 会自动继续下载。',
  }),
  'media-expired': () => ({
    sentence: '服务商表示已删除此视频的文件。',
    remedy: '提示词和参数已保留，可以重新生成该视频。',
  }),
  'transfer-stopped': () => ({
    sentence: '下载未完成就已停止。',
    remedy: '如需继续，请点击“继续”或“立即检查”。已下载的内容不会丢失。',
  }),
} satisfies typeof english;
