import type { accountForm as english } from '../../en/setting/account-form.ts';
import { credits } from '../nouns.ts';

const saveAnyway = '仍要保存';

export const accountForm = {
  provider: '服务商',
  custom: '自定义',
  name: '名称',
  baseUrl: '基础 URL',
  key: 'API 密钥',
  showKey: '显示密钥',
  hideKey: '隐藏密钥',
  missing: {
    placeholder: '粘贴密钥',
    hint: '只会发送到上方的基础 URL。如果系统钥匙串可用，会加密保存在其中。',
  },
  kept: {
    placeholder: (hint) => `${hint ?? '已保存密钥'}（留空则保留）`,
    hint: '留空可保留当前密钥，也可粘贴新的密钥。',
  },
  neededAgain: {
    placeholder: '粘贴此基础 URL 的密钥',
    hint: (baseUrl) => `基础 URL 已更改，请重新粘贴密钥。已保存的密钥只会发送到 ${baseUrl}。`,
  },
  test: '测试连接',
  testResult: '连接测试',
  checking: '正在查询积分…',
  credits,
  connected: (left) => `已连接，剩余 ${credits(left)}。`,
  storage: {
    question: '密钥保存方式',
    session: '仅本次运行有效',
    plain: '以明文保存',
  },
  cancel: '取消',
  save: '保存',
  saveAnyway,
  refusedRemedy: `未保存任何内容。请重新粘贴密钥；如果确定它稍后可用，请选择“${saveAnyway}”。`,
} satisfies typeof english;
