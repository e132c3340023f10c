import { pluralIn } from '../language/plural.ts';

export const { grouped, counted } = pluralIn('zh-CN');
