import type { addresses as english } from '../../en/failure/addresses.ts';

export const addresses = {
  'address-invalid': ({ input }) => ({
    sentence: input.trim() === '' ? '地址为空。' : `“${input}”不是网址。`,
    remedy: '请输入类似 https://api.example.com 的地址。',
  }),
  'address-not-https': ({ input }) => ({
    sentence: `“${input}”不是 https 地址。`,
    remedy: '请使用 https://。普通的 http:// 仅可用于这台电脑上的服务器。',
  }),
  'address-private': ({ input }) => ({
    sentence: `“${input}”指向内网。`,
    remedy: '请使用公网地址。出于安全考虑，Reelkeep 不会从内网下载。',
  }),
  'address-port': ({ input }) => ({
    sentence: `“${input}”使用的端口无法通过代理访问。`,
    remedy: '此类文件只有在没有系统代理时才能下载。Reelkeep 会向服务商索取另一个链接。',
  }),
} satisfies typeof english;
