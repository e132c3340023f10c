import type { failures as english } from '../en/failures.ts';
import { pause } from './spans.ts';
import { setAside } from './crashes.ts';
import { addresses } from './failure/addresses.ts';
import { archive } from './failure/archive.ts';
import { asked } from './failure/asked.ts';
import { disk } from './failure/disk.ts';
import { media } from './failure/media.ts';
import { notSaved } from './failure/saving.ts';
import { template } from './failure/templates.ts';

const retries = 'Reelkeep 会自动重试，无需操作。';

const got = {
  html: '网页',
  empty: '空内容',
  'not-json': '非 JSON 内容',
  'unknown-shape': '未知格式的 JSON',
  'unknown-data': '未知格式的数据',
} as const;

export const failures = {
  unreachable: ({ host }) => ({
    sentence: `无法连接到 ${host}。`,
    remedy: '请检查网络连接。恢复后 Reelkeep 会自动继续。',
  }),
  'proxy-refused': ({ host, proxy, httpStatus }) => ({
    sentence: `代理 ${proxy} 不允许 Reelkeep 访问 ${host}。`,
    remedy:
      httpStatus === 407
        ? '该代理要求密码，而 Reelkeep 不支持。请在代理中免去这台电脑的密码，或在系统设置中更换代理。之后 Reelkeep 会自动继续。'
        : '请在代理中允许该主机，或在系统设置中更换代理。之后 Reelkeep 会自动继续。',
  }),
  'bad-certificate': ({ host }) => ({
    sentence: `${host} 的安全证书不受信任。`,
    remedy: '请检查这台电脑的时钟，以及会扫描 HTTPS 流量的代理或杀毒软件。',
  }),
  'key-refused': ({ host }) => ({
    sentence: `${host} 拒绝了 API 密钥。`,
    remedy: '请为此账户输入有效的密钥。在此之前，Reelkeep 只会偶尔检查原密钥是否恢复可用。',
  }),
  'client-blocked': ({ host }) => ({
    sentence: `${host} 屏蔽了这台电脑或所在网络，换任何密钥都无法访问。`,
    remedy: '请换一个网络，或关闭 VPN 或代理。',
  }),
  'rate-limited': ({ host, retryAfterMs }) => ({
    sentence:
      retryAfterMs === undefined
        ? `${host} 正在限制请求。`
        : `${host} 要求等待 ${pause(retryAfterMs)}。`,
    remedy: 'Reelkeep 会放慢速度并自动重试。',
  }),
  maintenance: ({ host }) => ({
    sentence: `${host} 正在维护。`,
    remedy: 'Reelkeep 每隔几分钟检查一次。',
  }),
  'no-credits': ({ host }) => ({
    sentence: `${host} 账户的积分已用完。`,
    remedy: '请在服务商网站充值，然后在“设置 > 账户”中点击“测试连接”。',
  }),
  'sub-key-limit': ({ host }) => ({
    sentence: `此密钥在 ${host} 的限额已用完。`,
    remedy: '请在服务商网站提高该密钥的限额，或输入其他密钥。',
  }),
  'not-the-provider': ({ host, httpStatus, got: what }) => ({
    sentence: `${host} 返回的是${got[what]}，而不是 API 数据（HTTP ${String(httpStatus)}）。`,
    remedy:
      what === 'unknown-data'
        ? 'Reelkeep 会自动重试。如果反复出现，请在“设置 > 账户”中检查基础 URL。'
        : '请在“设置 > 账户”中检查基础 URL。如果没有错误，可能是代理或网络登录页造成的。',
  }),
  'other-task': ({ host }) => ({
    sentence: `${host} 返回的是另一个视频的信息。`,
    remedy: `该结果不予采用。${retries}`,
  }),
  'provider-error': ({ host, providerCode, message }) => ({
    sentence: `${host} 报告错误 ${String(providerCode)}：${message === '' ? '未说明原因' : message}`,
    remedy: retries,
  }),
  'account-unknown': () => ({
    sentence: '此视频所属的账户已不存在。',
    remedy: '请使用其他账户重新添加该任务 ID。',
  }),
  'account-no-key': ({ name }) => ({
    sentence: `账户“${name}”没有 API 密钥。`,
    remedy: '请在“设置 > 账户”中输入密钥。',
  }),
  'account-resting': ({ host }) => ({
    sentence: `Reelkeep 已暂时停止向 ${host} 发送请求。`,
    remedy: retries,
  }),
  'keyring-missing': () => ({
    sentence: '没有可用的系统钥匙串来加密 API 密钥。',
    remedy: '请选择密钥仅本次运行有效，或以明文保存。',
  }),
  'keyring-failed': () => ({
    sentence: '系统钥匙串没有给出 API 密钥。',
    remedy:
      '请解锁钥匙串，Reelkeep 会在十分钟内继续。如果 Reelkeep 启动时钥匙串已锁定，请重启 Reelkeep。也可以重新输入密钥。',
  }),
  ...media,
  ...disk,
  ...asked,
  ...addresses,
  ...archive,
  'not-saved': notSaved,
  'template-invalid': template,
  'set-aside': setAside,
  'internal-error': () => ({
    sentence: 'Reelkeep 内部出错。',
    remedy: 'Reelkeep 会重试。如果反复出现，请反馈问题并附上日志。',
  }),
} satisfies typeof english;
