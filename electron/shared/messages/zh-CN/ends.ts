import type { ends as english } from '../en/ends.ts';

const maxShown = 300;

function given(text: string | undefined): string {
  if (text === undefined) return '';
  return `服务商返回了以下文本：“${text.length > maxShown ? `${text.slice(0, maxShown)}…` : text}”`;
}

const again = '再到服务商处重新生成，并添加新的任务 ID。';

export const ends = {
  keptRefusing: (host, httpStatus) =>
    httpStatus === undefined
      ? `链接失效后，${host} 一直拒绝提供该文件。`
      : `链接失效后，${host} 一直拒绝提供该文件（HTTP ${String(httpStatus)}）。`,
  awaitingFile: {
    sentence: (text) => `服务商显示已完成，但尚无文件。${given(text)}`,
    remedy: 'Reelkeep 会继续检查几个小时，文件可能稍后出现。',
  },
  neverAFile: {
    sentence: (text) => `服务商显示已完成，但始终没有文件。${given(text)}`,
    remedy: '没有可保存的内容。请到服务商处查看，如果确有文件，请点击“立即检查”。',
    remedyForText: '生成的是文本，没有可保存的文件。如有需要，请复制该文本。',
  },
  remedies: {
    'prompt-too-long': `请缩短提示词，${again}`,
    'input-refused': `图片或视频素材未通过审核。请换一个，${again}`,
    'prompt-refused': `提示词未通过审核。请修改措辞，${again}`,
    concurrency: `同时生成的任务过多。请等一部分完成，${again}`,
    credits: `请在服务商网站为账户充值，${again}`,
    plan: `服务商要求更高的套餐。请选择较低的画质或其他套餐，${again}`,
    size: `请使用其他尺寸的图片或视频，${again}`,
    format: `请使用其他格式的图片（例如 JPEG 或 PNG），${again}`,
    'input-unreachable': `服务商无法下载图片或视频素材。请确认其地址可公开访问，${again}`,
    disabled: `服务商目前不提供此功能。恢复后${again}`,
    'provider-fault': `这是服务商的错误。同样的提示词以后可能成功，请稍后${again}`,
    unknown: `原因不明。请咨询服务商的客服，或${again}`,
  },
} satisfies typeof english;
