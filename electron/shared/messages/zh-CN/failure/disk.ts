import type { Failure } from '../../../failure.ts';
import type { disk as english } from '../../en/failure/disk.ts';
import type { Words } from '../../words.ts';
import { formats } from '../formats.ts';

const moveAway = '如果不是您放在那里的，请移到别处。';

const found: { readonly [K in Extract<Failure, { code: 'foreign-entry' }>['found']]: Words } = {
  link: {
    sentence: '是一个符号链接，而此处应为 Reelkeep 自己的文件或文件夹',
    remedy: '请删除该链接（不会影响它指向的内容），或将真正的文件或文件夹放到这里。',
  },
  'second-name': {
    sentence: '是一个在别处另有名称的文件（硬链接）',
    remedy: '请复制该文件，删除此处的原文件，再将副本改为原名。',
  },
  folder: {
    sentence: '是一个文件夹，而此处应为文件',
    remedy: '请将该文件夹移到别处或重命名。',
  },
  file: {
    sentence: '不是 Reelkeep 检查过的文件，或此处应为文件夹',
    remedy: moveAway,
  },
  pipe: { sentence: '是一个命名管道，而此处应为文件', remedy: moveAway },
  socket: {
    sentence: '是其他程序的套接字，而此处应为文件',
    remedy: '请关闭该程序，或将套接字移到别处。',
  },
  device: { sentence: '是一个设备，而此处应为文件', remedy: moveAway },
  other: { sentence: '既不是文件也不是文件夹', remedy: moveAway },
};

const ownFolder = '请选择或新建一个单独的文件夹，例如主文件夹中的“视频/Reelkeep”。';

const unsuitable: {
  readonly [R in Extract<Failure, { code: 'folder-unsuitable' }>['reason']]: Words;
} = {
  root: { sentence: '是系统磁盘的根目录，不适合存放视频。', remedy: ownFolder },
  system: { sentence: '属于系统，不适合存放视频。', remedy: ownFolder },
  home: {
    sentence: '是您的整个主文件夹：其中的所有内容都会当作归档读取。',
    remedy: '请在其中选择或新建一个文件夹，例如“视频/Reelkeep”。',
  },
  temporary: {
    sentence: '会被系统定期清空，视频存放在其中不安全。',
    remedy: ownFolder,
  },
  file: {
    sentence: '是文件，不是文件夹。',
    remedy: '请选择它所在的文件夹，或其他文件夹。',
  },
  'below-file': {
    sentence: '在一个文件里面，那里不可能有文件夹。',
    remedy: '请检查拼写，或点击“选择文件夹”。',
  },
  'not-there': {
    sentence: '不存在。',
    remedy: '请检查拼写、连接其驱动器，或点击“选择文件夹”。',
  },
};

const nameCodes: ReadonlySet<string> = new Set(['ENAMETOOLONG', 'EILSEQ']);

const marker = {
  content: '没有标明这是哪个归档',
  forbidden: '无法读取',
  foreign: '不是普通文件',
} as const;

const uses = { archive: '归档', mirror: '镜像' } as const;

function restoreMarker(id: string | undefined): string {
  const line =
    id === undefined ? '' : `，或新建一个文本文件，内容仅一行 {"id":"${id}","version":1}`;
  return `请从归档的副本中恢复该文件${line}。之后 Reelkeep 会自动继续。`;
}

const folders = {
  'folder-not-absolute': ({ path }) => ({
    sentence: `“${path}”不是完整路径。`,
    remedy: '请输入完整路径，例如 /home/you/Videos，或点击“选择文件夹”。',
  }),
  'folder-not-confirmed': ({ path }) => ({
    sentence: `文件夹“${path}”未经确认，因此未作任何更改。`,
    remedy: '请在其输入框中按 Enter 键再次确认，或点击“选择文件夹”。',
  }),
  'folder-not-chosen': ({ path }) => ({
    sentence: `尚未选择归档文件夹；“${path}”只是建议。`,
    remedy: '请在“设置 > 归档”中确认，或选择其他文件夹。',
  }),
  'folder-not-writable': ({ path }) => ({
    sentence: `Reelkeep 无法写入“${path}”。`,
    remedy: '请授予 Reelkeep 写入权限，或选择其他文件夹。',
  }),
  'folder-missing': ({ path }) => ({
    sentence: `找不到归档文件夹“${path}”。`,
    remedy: '请重新连接其驱动器，或选择其他归档文件夹。在此之前，下载会等待。',
  }),
  'folder-not-empty': ({ path }) => ({
    sentence: `文件夹“${path}”中有其他文件。`,
    remedy: '请选择空文件夹，或在其中新建一个，以免混在一起。',
  }),
  'folder-nested': ({ path, other, use, lies }) => ({
    sentence:
      lies === 'same'
        ? `“${path}”就是${uses[use]}文件夹本身。`
        : lies === 'inside'
          ? `“${path}”位于${uses[use]}文件夹“${other}”之内。`
          : `“${path}”包含${uses[use]}文件夹“${other}”。`,
    remedy: `请选择与${uses[use]}文件夹并列的文件夹，或另一块磁盘上的文件夹。`,
  }),
  'folder-unsuitable': ({ path, reason }) => {
    const { sentence, remedy } = unsuitable[reason];
    return { sentence: `“${path}”${sentence}`, remedy };
  },
} satisfies Partial<typeof english>;

export const disk = {
  ...folders,
  'marker-unreadable': ({ path, why, id }) => ({
    sentence: `归档的标记文件“${path}”${marker[why]}。Reelkeep 未更改该文件。`,
    remedy:
      why === 'forbidden'
        ? '请授予 Reelkeep 读取权限。之后 Reelkeep 会自动继续。'
        : restoreMarker(id),
  }),
  'disk-full': ({ path }) => ({
    sentence: `“${path}”所在的磁盘已满。`,
    remedy: '请释放一些空间，或选择另一块磁盘上的归档文件夹。在此之前，下载会等待。',
  }),
  'disk-reserve': ({ path, freeBytes, shortBytes, keptBytes }) => ({
    sentence: `“${path}”所在的磁盘仅剩 ${formats.megabytes(freeBytes)} 可用空间。Reelkeep 会始终留出 ${formats.megabytes(keptBytes)}，因此下载已暂停。`,
    remedy: `请至少释放 ${formats.tensOfMegabytes(shortBytes)}，或选择另一块磁盘上的归档文件夹。之后下载会自动继续。`,
  }),
  'disk-error': ({ path, detail }) =>
    nameCodes.has(detail)
      ? {
          sentence: `“${path}”所在的磁盘不支持某个文件名。`,
          remedy: '请在“设置 > 归档”中选择更短的文件名并重命名文件，或选择另一块磁盘上的文件夹。',
        }
      : {
          sentence: `无法读取或写入“${path}”。`,
          remedy: '请检查磁盘和文件夹的权限。',
        },
  'path-refused': ({ path }) => ({
    sentence: `无法读取或写入“${path}”，归档的其余部分正常。`,
    remedy:
      'Reelkeep 会自动重试，其他视频不受影响。请关闭可能占用该文件的程序，或移走占用其位置的内容。',
  }),
  'name-refused': ({ path, detail }) => ({
    sentence:
      detail === 'EEXIST'
        ? `该磁盘无法区分“${path}”与另一个文件的名称。`
        : `该磁盘不支持“${path}”这个名称。`,
    remedy:
      '请为归档中的该文件取一个更短、更简单的名称（只用字母和数字，结尾不要有点或空格），或选择另一块磁盘上的文件夹。',
  }),
  'drive-not-answering': ({ path }) => ({
    sentence: `“${path}”所在的驱动器没有响应。`,
    remedy: '请检查是否已连接，或重新连接网络驱动器。之后 Reelkeep 会自动继续。',
  }),
  'file-of-another': ({ path }) => ({
    sentence: `“${path}”属于另一个视频，因此未作改动。`,
    remedy: '请检查归档：如果两个视频指向同一文件，请将其中一个的副本移到别处。',
  }),
  'foreign-entry': ({ path, found: what }) => ({
    sentence: `“${path}”${found[what].sentence}。Reelkeep 没有打开或更改它。`,
    remedy: `${found[what].remedy}之后 Reelkeep 会自动继续。`,
  }),
} satisfies typeof english;
