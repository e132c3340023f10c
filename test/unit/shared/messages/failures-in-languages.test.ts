import { describe, expect, test } from 'vitest';
import { en } from '../../../../electron/shared/messages/en/catalogue.ts';
import { describeFailure } from '../../../../electron/shared/messages/failures.ts';
import { ru } from '../../../../electron/shared/messages/ru/catalogue.ts';
import { zhCn } from '../../../../electron/shared/messages/zh-CN/catalogue.ts';
import { failureExamples } from '../../failure-examples.ts';

const failures = Object.values(failureExamples);
const parts = ['host', 'path', 'input', 'name', 'endpoint', 'taskId', 'message'] as const;

const languages = [
  { locale: 'ru', catalogue: ru, script: /\p{Script=Cyrillic}/u, end: /[.]$/ },
  { locale: 'zh-CN', catalogue: zhCn, script: /\p{Script=Han}/u, end: /。$/ },
];

describe.each(languages)('the words of a failure in $locale', ({ catalogue, script, end }) => {
  test.each(failures)('$code: what it is about stands in a sentence of the language', (failure) => {
    const { sentence, remedy } = describeFailure(failure, catalogue);
    for (const part of parts) {
      const value = (failure as { readonly [K in typeof part]?: string })[part];
      if (value !== undefined) expect(sentence).toContain(value);
    }
    for (const text of [sentence, remedy]) {
      expect(text).toMatch(script);
      expect(text).not.toMatch(/undefined|null|NaN|\[object/);
    }
    expect(remedy).toMatch(end);
  });

  test.each(failures)('$code: nothing is as in English', (failure) => {
    const [own, english] = [describeFailure(failure, catalogue), describeFailure(failure, en)];
    expect(own.sentence).not.toBe(english.sentence);
    expect(own.remedy).not.toBe(english.remedy);
    expect(own.detail).toBe(english.detail);
  });
});
