import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const styles = globSync('renderer/**/*.{css,svelte}').map((path) => readFileSync(path, 'utf8'));

function named(pattern: RegExp): readonly string[] {
  return [
    ...new Set(styles.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''))),
  ];
}

// A name that nobody defines is no error to the browser: the colour or the font is just another one.
test('every custom property that a style uses is defined', () => {
  const defined = new Set(named(/(?<![\w(-])(--[a-z0-9-]+):/g));
  const used = named(/var\((--[a-z0-9-]+)/g);
  expect(used.length).toBeGreaterThan(40);
  expect(used.filter((name) => !defined.has(name))).toEqual([]);
});
