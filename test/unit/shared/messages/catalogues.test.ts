import { describe, expect, test } from 'vitest';
import { en } from '../../../../electron/shared/messages/en/catalogue.ts';
import { ru } from '../../../../electron/shared/messages/ru/catalogue.ts';
import { zhCn } from '../../../../electron/shared/messages/zh-CN/catalogue.ts';

type Said = string | ((...args: never[]) => unknown);

/** What a catalogue says, by its path in it: `background.close.title`. */
function leaves(part: unknown, path = ''): readonly (readonly [string, Said])[] {
  if (typeof part === 'string') return [[path, part]];
  if (typeof part === 'function') return [[path, part as Said]];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    leaves(value, path === '' ? key : `${path}.${key}`),
  );
}

/**
 * An argument that writes down that it is used, and what of it: it is a number, a text and an object of such, as it is
 * needed.
 */
function recorder(name: string, used: Set<string>, value: string | number): unknown {
  const note = (): string | number => {
    used.add(name);
    return value;
  };
  const target = (): undefined => undefined;
  return new Proxy(target, {
    get: (_target, key) => {
      if (key === Symbol.toPrimitive) return note;
      if (key === 'toString' || key === 'valueOf') return note;
      if (typeof key === 'symbol') return undefined;
      return recorder(`${name}.${key}`, used, value);
    },
  });
}

/** Which arguments a message uses in some case; `undefined` where recorders cannot stand for what it is given. */
function usedBy(say: Said, values: readonly (string | number)[]): ReadonlySet<string> | undefined {
  if (typeof say === 'string') return new Set();
  const used = new Set<string>();
  try {
    for (const value of values) {
      const args = Array.from({ length: 4 }, (_, index) => recorder(String(index), used, value));
      (say as (...args: unknown[]) => unknown)(...args);
    }
    return used;
  } catch {
    return undefined;
  }
}

const english = leaves(en);

describe.each([
  ['ru', leaves(ru), /[a-zA-Z]{3,} [a-zA-Z]{3,}/],
  ['zh-CN', leaves(zhCn), /[a-zA-Z]{3,} [a-zA-Z]{3,}/],
] as const)('%s', (_locale, said, leftover) => {
  const byPath = new Map(said);

  test('says what English says, and nothing else', () => {
    expect([...byPath.keys()].sort()).toEqual(english.map(([path]) => path).sort());
  });

  test('uses the arguments that English uses', () => {
    const different: string[] = [];
    let compared = 0;
    for (const [path, say] of english) {
      const values = [7, 1];
      const [own, theirs] = [usedBy(say, values), usedBy(byPath.get(path) ?? '', values)];
      if (own === undefined || theirs === undefined) continue;
      compared += 1;
      const [ownList, theirList] = [[...own].sort().join(), [...theirs].sort().join()];
      if (ownList !== theirList) different.push(`${path}: ${ownList} / ${theirList}`);
    }
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThan(english.length * 0.8);
  });

  test('has no sentence that is still English', () => {
    const same = english.filter(([path, say]) => {
      const own = byPath.get(path);
      return typeof say === 'string' && own === say && leftover.test(say);
    });
    expect(same.map(([path]) => path)).toEqual([]);
  });

  test('has no sentence that is empty, or that has spaces too many', () => {
    const odd = said.filter(
      ([, say]) => typeof say === 'string' && (say.trim() !== say || / {2}/.test(say)),
    );
    expect(odd).toEqual([]);
  });
});
