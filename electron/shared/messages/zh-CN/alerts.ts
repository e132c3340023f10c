import type { Failure } from '../../failure.ts';
import type { LeftReason } from '../../trash-view.ts';
import type { alertAnswers as englishAnswers, alerts as english } from '../en/alerts.ts';
import { byCode, type Words } from '../words.ts';
import { jobs } from './alert/jobs.ts';
import { state } from './alert/state.ts';
import { safeMode } from './crashes.ts';
import { failures } from './failures.ts';
import { formats } from './formats.ts';
import { files, videos } from './nouns.ts';
import { grouped } from './plural.ts';

const describeFailure = byCode<Failure, Words>(failures);

const leftReasons: { readonly [W in LeftReason]: string } = {
  changed: '归档后有改动',
  'not-a-file': '已不是普通文件',
  outside: '其路径指向归档之外',
  shared: '它也属于另一个视频',
  refused: '无法移到系统回收站',
};

function joined(...sentences: readonly (string | false)[]): string {
  return sentences.filter((sentence) => sentence !== false && sentence !== '').join('');
}

function filesOf(tasks: number): string {
  return `${grouped(tasks)} 个已移除视频的文件`;
}

const upkeep = {
  'job-failed': ({ job, failure }) => {
    const { sentence, remedy } = describeFailure(failure);
    return { about: jobs[job], sentence: `“${jobs[job]}”已停止：${sentence}`, remedy };
  },
  'scrub-found': ({ moved, missing, damaged }) => {
    const found = [
      ...(damaged > 0 ? [`${videos(damaged)}已损坏`] : []),
      ...(missing > 0 ? [`${videos(missing)}缺失`] : []),
      ...(moved > 0 ? [`${videos(moved)}已移动`] : []),
    ];
    return {
      about: '归档检查',
      sentence: `归档检查：${found.join('，')}。`,
      remedy:
        missing + damaged > 0
          ? '“修复”会从镜像恢复视频，或在服务商仍保留时重新下载。'
          : 'Reelkeep 已记录其新位置，无需操作。',
    };
  },
  'repair-ended': ({ repaired, left, kept = 0, failure }) => ({
    about: '修复',
    sentence: joined(
      repaired + left === 0 && '没有需要修复的内容。',
      repaired > 0 && `已修复 ${videos(repaired)}。`,
      left > 0 && `${videos(left)}无法修复。`,
      failure !== undefined && describeFailure(failure).sentence,
    ),
    remedy: joined(
      left > 0
        ? '剩余部分仍留在归档中。请用完好的副本替换，然后再次检查。'
        : repaired > 0
          ? '均已校验。'
          : '所有已知文件都在。',
      kept > 0 && `${grouped(kept)} 个损坏的文件已保留在新文件旁边。`,
    ),
  }),
  rebuilt: ({ videos: restored, damaged, doubles, strays, removed, refused = 0 }) => ({
    about: '归档',
    sentence: joined(
      restored === 0 ? '归档已扫描：没有新内容。' : `归档已扫描：${videos(restored)}已加入媒体库。`,
      damaged > 0 && `其中 ${grouped(damaged)} 个视频的文件缺失或损坏。`,
    ),
    remedy:
      joined(
        removed > 0 && `已略过您之前移除的 ${videos(removed)}。`,
        doubles > 0 && `${grouped(doubles)} 个重复项（保留较好的一份）。`,
        strays > 0 && `已跳过 ${videos(strays)}（没有元数据）。`,
        refused > 0 && `${grouped(refused)} 条记录指向其他视频的文件，这些文件未作改动。`,
      ) || '接下来会完整校验。',
  }),
} satisfies Partial<typeof english>;

const move = {
  'move-stopped': ({ from, to, failure }) => {
    const why = failure === undefined ? undefined : describeFailure(failure);
    const here = `所有内容仍在“${from}”中。点击“继续移动”可从中断处继续。`;
    return {
      about: '归档移动',
      sentence: `归档尚未移到“${to}”：${why?.sentence ?? '移动已停止。'}`,
      remedy: why === undefined ? here : `${why.remedy}${here}`,
    };
  },
  'archive-moved': ({ from, to, left }) => {
    const old = `旧副本仍在“${from}”中。删除时会移到系统回收站，未复制的文件会保留。`;
    return {
      about: '已移动的归档',
      sentence:
        left === undefined
          ? `归档现位于“${to}”。所有文件均已复制并校验。`
          : `归档现位于“${to}”。所有视频均已复制并校验。另有 ${grouped(left.count)} 个文件无法存入该磁盘${left.count === 1 ? '：' : '，例如'}“${left.path}”。`,
      remedy: left === undefined ? old : `如有需要，请改用更短、更简单的名称自行复制。${old}`,
    };
  },
} satisfies Partial<typeof english>;

const trash = {
  'files-left': ({ files: count, path, why }) => ({
    about: '未移走的文件',
    sentence:
      count === 1
        ? `1 个文件留在原处：“${path}”（${leftReasons[why]}）。`
        : `${files(count)}留在原处，例如“${path}”（${leftReasons[why]}）。`,
    remedy: '请在归档文件夹中查看，如不需要，请自行删除。',
  }),
  'trash-refused': ({ tasks, failure }) => ({
    about: '系统回收站',
    sentence: `${filesOf(tasks)}仍在原处。${describeFailure(failure).sentence}`,
    remedy: describeFailure(failure).remedy,
  }),
  'trash-waits': ({ tasks, failure }) => ({
    about: '待移到系统回收站的文件',
    sentence: `${filesOf(tasks)}正等待移到系统回收站。${describeFailure(failure).sentence}`,
    remedy: 'Reelkeep 每分钟重试一次。如需保留，请在“已移除”中恢复。',
  }),
} satisfies Partial<typeof english>;

export const alerts = {
  ...state,
  ...upkeep,
  ...move,
  ...trash,
  'safe-mode': (alert) => ({ about: '最近的崩溃', ...safeMode(alert) }),
  'limit-lifted': ({ tasks }) => ({
    about: '限速',
    sentence: `限速已暂时解除，否则 ${videos(tasks)}无法在链接失效前下载完成。`,
    remedy: '之后会自动恢复限速。',
  }),
  'forecast-late': ({ tasks }) => ({
    about: '来不及的下载',
    sentence: `按当前速度，${videos(tasks)}很可能无法在链接失效前下载完成。`,
    remedy: '请使用更快的网络、停止其他下载，或暂停不太重要的视频。',
  }),
  'paused-at-risk': ({ tasks }) => ({
    about: '已暂停的视频',
    sentence: `${grouped(tasks)} 个已暂停的视频将在一天内失效。`,
    remedy: '请继续下载要保留的视频。',
  }),
  'host-refuses': ({ host, tasks }) => ({
    about: '文件主机',
    sentence: `${host} 暂时拒绝下载，${videos(tasks)}正在等待。`,
    remedy:
      '没有丢失任何内容。Reelkeep 每隔几分钟重试一次，主机恢复后自动继续。换用 VPN 或其他网络可能有用。',
  }),
  'manifest-odd': ({ manifests, path, keptAs }) => ({
    about: '校验和列表',
    sentence: joined(
      keptAs === undefined
        ? `无法写入校验和列表“${path}”。`
        : `“${path}”不是可用的校验和列表，已另存并新建列表。`,
      manifests > 1 && `此类列表共 ${grouped(manifests)} 个。`,
    ),
    remedy:
      keptAs === undefined
        ? '视频均已归档并校验。请移走该处的内容，然后检查归档，列表会重新写入。'
        : `原有内容现位于“${keptAs}”。视频均已归档并校验。`,
  }),
} satisfies typeof english;

export const alertAnswers = {
  'go-on': '立即继续',
  'resume-move': '继续移动',
  'drop-move': '取消移动',
  'keep-old-copy': '保留',
  'delete-old-copy': (sizeBytes) => `删除旧副本（${formats.roughSize(sizeBytes)}）`,
} satisfies typeof englishAnswers;
