import type { Failure } from '../../../failure.ts';
import type { Words } from '../../words.ts';

type TemplateFailure = Extract<Failure, { readonly code: 'template-invalid' }>;

type Table = {
  readonly [R in TemplateFailure['reason']]: (
    detail: string,
  ) => readonly [reason: string, remedy: string];
};

const rows: Table = {
  empty: () => ['为空', '请至少输入一个占位符，例如 {date}，或点击“恢复默认”。'],
  absolute: () => ['的开头像是绝对路径', '请以名称或占位符开头：所有文件都在归档文件夹中。'],
  'empty-segment': () => ['中有文件夹或文件没有名称', '请在每个斜杠前后都填写名称或占位符。'],
  dots: (detail) => [`包含文件夹“${detail}”`, '请将其删除：路径不能指向归档之外。'],
  hidden: (detail) => [`包含以点开头的“${detail}”`, '请以其他字符开头：此类文件会被隐藏。'],
  reserved: (detail) => [
    `包含“${detail}”，其结尾与 Reelkeep 自用的文件相同`,
    '请删除扩展名：每个文件都会自动获得正确的扩展名。',
  ],
  'too-long': () => ['太长，不能用作文件名', '请缩短占位符之间的文字。'],
  'too-deep': (detail) => [`的文件夹嵌套超过 ${detail} 层`, '请减少斜杠。'],
  brace: (detail) => [`中的“${detail}”没有配对`, '请将每个占位符写在一对花括号中，例如 {date}。'],
  'unknown-token': (detail) => [
    `包含未知的占位符 ${detail}`,
    '请从列出的占位符中选择，或用 {param:name} 插入服务商的参数。',
  ],
  character: (detail) => [
    `包含${/\p{C}/u.test(detail) ? '不可见字符' : `字符“${detail}”`}，部分系统不允许在名称中使用`,
    '请使用其他字符。',
  ],
};

export function template({ input, reason, detail }: TemplateFailure): Words {
  const [what, remedy] = rows[reason](detail);
  const shown = input.trim() === '' ? '模板' : `“${input}”`;
  return { sentence: `${shown}${what}。`, remedy };
}
