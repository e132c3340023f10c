import { pluralIn } from '../language/plural.ts';

export const { grouped, counted, form } = pluralIn('ru');
