import type { UpdateFailure } from '../../../update.ts';
import type { updateFailures as english } from '../../en/update/failures.ts';
import { formats } from '../formats.ts';

const triesAgain = '未作任何更改。请稍后再检查。';
const downloadAgain = '请重新下载。未作任何更改，当前版本可继续使用。';

const signatures: {
  readonly [R in Extract<UpdateFailure, { code: 'signature' }>['reason']]: string;
} = {
  missing: '版本列表没有签名，因此已忽略。',
  malformed: '版本列表的签名无效，因此已忽略。',
  'unknown-key': '版本列表由未知密钥签名，因此已忽略。',
  wrong: '版本列表与其签名不符，因此已忽略。',
};

export const updateFailures = {
  'no-key': () => ({
    sentence: '此版本无法验证更新，因此不会检查更新。',
    remedy: '它在构建时没有密钥。请到您获取此版本的地方获取新版本。',
  }),
  unreachable: ({ host }) => ({
    sentence: `无法连接到 ${host}。`,
    remedy: `请检查网络连接。${triesAgain}`,
  }),
  'odd-status': ({ host, httpStatus }) => ({
    sentence: `${host} 上没有所需的文件（HTTP ${String(httpStatus)}）。`,
    remedy: triesAgain,
  }),
  'other-host': ({ host }) => ({
    sentence: `下载遇到重定向（来自或指向 ${host}），Reelkeep 不会跟随此类重定向。`,
    remedy: `可能是代理或网络登录页造成的。${triesAgain}`,
  }),
  'feed-is-page': ({ host }) => ({
    sentence: `${host} 返回的是网页，而不是版本列表。`,
    remedy: `如果此网络要求登录，请在浏览器中登录。${triesAgain}`,
  }),
  'feed-too-large': ({ maxBytes }) => ({
    sentence: `版本列表超过了 ${String(Math.round(maxBytes / 1024))} KiB 的上限。`,
    remedy: triesAgain,
  }),
  'feed-malformed': () => ({
    sentence: '无法读取版本列表。',
    remedy: triesAgain,
  }),
  'feed-too-new': () => ({
    sentence: '有较新的版本，但此版本无法读取新的版本列表。',
    remedy: '请到您获取此版本的地方手动获取新版本。',
  }),
  signature: ({ reason }) => ({
    sentence: signatures[reason],
    remedy: `如果反复出现，请手动获取新版本。${triesAgain}`,
  }),
  replayed: ({ version }) => ({
    sentence: `收到了过时的版本列表（${version}），因此已忽略。`,
    remedy: triesAgain,
  }),
  'no-file': ({ version }) => ({
    sentence: `${version} 已发布，但没有适用于此系统的文件。`,
    remedy: '可能稍后提供，请到时再检查。',
  }),
  cut: ({ receivedBytes, sizeBytes }) => ({
    sentence: `连接中断，已收到 ${formats.roughSize(receivedBytes)} / ${formats.roughSize(sizeBytes)}。`,
    remedy: '请重新下载，会从中断处接着下载。',
  }),
  'wrong-size': ({ sizeBytes }) => ({
    sentence: `下载的文件大小与预期不符（${formats.roughSize(sizeBytes)}），因此已丢弃。`,
    remedy: downloadAgain,
  }),
  'wrong-hash': () => ({
    sentence: '下载的文件与签名的文件不符，因此已丢弃。',
    remedy: downloadAgain,
  }),
  'disk-full': ({ folder, neededBytes }) => ({
    sentence: `${folder} 中没有足够空间存放更新。`,
    remedy: `请释放 ${formats.megabytes(neededBytes + 999_999)}，然后重新下载。当前版本可继续使用。`,
  }),
  disk: ({ folder }) => ({
    sentence: `无法将更新写入 ${folder}。`,
    remedy: downloadAgain,
  }),
  'bytes-move': () => ({
    sentence: '正在保存文件。',
    remedy: '请等待下载结束或将其暂停，然后重试。',
  }),
  'deadline-near': () => ({
    sentence: '有视频将在一小时内失效，因此暂不更改。',
    remedy: '请在该视频保存后重试。',
  }),
  'no-backup': () => ({
    sentence: '无法先备份媒体库，因此未作任何更改。',
    remedy: '请在 Reelkeep 数据文件夹所在的磁盘上腾出空间，然后重试。',
  }),
  'file-changed': () => ({
    sentence: '下载的文件已不存在或有改动。',
    remedy: downloadAgain,
  }),
  declined: () => ({
    sentence: '未输入密码，因此未作任何更改。',
    remedy: '您可以随时安装。',
  }),
  'not-installed': () => ({
    sentence: '无法安装新版本。',
    remedy: '当前版本可继续使用。请重试，或手动安装该文件。',
  }),
  'old-runs': ({ version }) => ({
    sentence: `现在运行的本应是 ${version}，却仍是旧版本。`,
    remedy: '没有丢失任何内容。请重试，或手动安装。',
  }),
} satisfies typeof english;
