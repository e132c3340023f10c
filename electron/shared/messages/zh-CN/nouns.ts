import { grouped } from './plural.ts';

export const videos = (count: number) => `${grouped(count)} 个视频`;

export const files = (count: number) => `${grouped(count)} 个文件`;

export const credits = (count: number) => `${grouped(count)} 积分`;
