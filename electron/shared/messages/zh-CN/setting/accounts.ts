import type { accounts as english } from '../../en/setting/accounts.ts';
import { grouped } from '../plural.ts';

export const accounts = {
  list: '账户',
  about: '每个账户对应一个服务商的一个 API 密钥。',
  none: '还没有账户。添加账户即可开始跟踪视频。',
  add: '添加账户',
  newAccount: '新账户',
  edit: (name) => `编辑“${name}”`,
  remove: (name) => `移除“${name}”`,
  status: '账户状态',
  saved: (name) => `“${name}”已保存。`,
  removed: (name) => `“${name}”已移除。`,
  key: {
    none: '没有 API 密钥',
    set: '已设置密钥',
    keyring: (key) => `${key}，由系统加密`,
    session: (key) => `${key}，仅本次运行有效`,
    plain: (key) => `${key}，以明文保存`,
  },
  health: {
    connected: '已连接',
    notUsable: '密钥不可用',
    notResponding: '无响应',
    notChecked: '尚未检查',
    notTested: '无法测试',
    at: (summary, when) => `${summary}，${when}`,
  },
  test: '测试连接',
  testOf: (name) => `测试“${name}”的连接`,
  creditsOf: (name) => `“${name}”的积分`,
  checking: '正在检查…',
  untested: {
    notUsable: (name) => `“${name}”已保存，但其密钥暂时无法使用。`,
    notTested: (name) => `“${name}”已保存，但未能测试其密钥。`,
    because: (sentence, reason) => `${sentence}${reason}`,
    tooSlow: '服务商响应超时。',
    remedy: 'Reelkeep 仍会使用它。如需重新测试，请在“设置 > 账户”中点击“测试连接”。',
  },
  removal: {
    title: (name) => `要移除“${name}”吗？`,
    archived: (count) => `${grouped(count)} 个已归档的视频会留在归档中。`,
    fetched: (count) => `${grouped(count)} 个已生成的视频会在链接有效期内继续下载。`,
    asked: (count) =>
      `${grouped(count)} 个未完成的任务会留在媒体库中，但不再检查，直到您用其他账户重新添加。`,
    ended: (count) => `${grouped(count)} 个已结束的任务会留在媒体库中。`,
    nothing: '媒体库中没有属于它的内容。',
    key: (baseUrl) =>
      `它的 API 密钥会从这台电脑中删除。该密钥在 ${baseUrl} 仍然有效，直到您在那里撤销。`,
    confirm: '移除账户',
  },
} satisfies typeof english;
