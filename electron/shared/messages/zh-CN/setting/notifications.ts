import type { notifications as english } from '../../en/setting/notifications.ts';

export const notifications = {
  heading: '在以下情况通知我：',
  archived: '视频已归档',
  archivedHint: '点击通知即可查看视频。',
  failed: '视频生成失败或丢失',
  failedHint: '附上服务商给出的原因。',
  troubles: '视频的保存受阻',
  troublesHint: '例如密钥遭拒、磁盘已满或驱动器断开。每个问题只通知一次。',
  deadlines: '视频即将失效',
  deadlinesHint: '如果视频尚未保存，会在失效前 72、24、6 和 1 小时通知您。',
  offers: '发现任务 ID',
  offersHint: '来自监视的文件夹或您复制的内容，需在“通用”中开启。',
  sound: '播放声音',
  quietHours: '免打扰时段',
  quietHoursHint: '在此期间仅通知 6 小时内失效的视频，其余通知会在之后送达。',
  from: '开始',
  to: '结束',
  test: '发送测试通知',
} satisfies typeof english;
