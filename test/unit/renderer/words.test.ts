import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse as parseSvelte, type AST } from 'svelte/compiler';
import { expect, test } from 'vitest';

const folder = resolve(import.meta.dirname, '../../../renderer');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(svelte|ts)$/.test(path))
  .sort();

/** What is the same in every language. */
const names = new Set(['Reelkeep', 'Apikley', 'KIE', 'https://api.example.com', 'Ctrl+Enter']);

/** Names of keys and of what else the browser has a capital for. */
const ofBrowser =
  /^(Mac|Ctrl|Del|Enter|Escape|Tab|Space|Home|End|Delete|Backspace|Shift|Control|Meta|Alt|(Arrow|Page)(Up|Down|Left|Right)|ContextMenu|F\d+|AbortError)$/;

/** Attributes whose values nobody reads. */
const unread =
  /^(class|id|for|role|type|href|rel|target|tabindex|autocomplete|inputmode|dir|lang|popover|preload|generics|decoding|loading|stop-color|name|value|kind|size|tone|side|as|style|d|fill|stroke.*|viewBox|xmlns|width|height|cx|cy|r|x|y|points|transform|spellcheck|draggable|data-.*|aria-(?!label$|description$|roledescription$|placeholder$|valuetext$).*)$/;

type Node = Readonly<Record<string, unknown>> & { readonly type?: string };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function isWord(text: string): boolean {
  const plain = text.trim();
  return /\p{L}/u.test(plain) && !names.has(plain);
}

/** A text of a script that reads like a sentence or a label: code has none that begins with a capital or has spaces. */
function isSaid(text: string): boolean {
  return (
    isWord(text) &&
    !ofBrowser.test(text) &&
    !isSelector(text) &&
    (/^\p{Lu}\p{Ll}/u.test(text) || /\p{L} \p{L}/u.test(text))
  );
}

/** What finds an element in the page. */
function isSelector(text: string): boolean {
  return /^(main |[.#])[\w .#>[\]=-]+$/.test(text);
}

/** What is thrown speaks to developers. */
function isError({ type, callee }: Node): boolean {
  return type === 'NewExpression' && isNode(callee) && /Error$/.test(String(callee['name']));
}

function wordsIn(node: unknown, said: string[]): void {
  if (Array.isArray(node)) {
    for (const each of node) wordsIn(each, said);
    return;
  }
  if (!isNode(node)) return;
  if (node.type === 'ImportDeclaration' || node.type === 'StyleSheet' || isError(node)) return;
  if (node.type === 'Attribute') {
    readAttribute(node as unknown as AST.Attribute, said);
    return;
  }
  if (node.type === 'Text' && isWord(String(node['data']))) said.push(String(node['data']).trim());
  if (node.type === 'Literal' && typeof node['value'] === 'string' && isSaid(node['value'])) {
    said.push(node['value']);
  }
  if (node.type === 'TemplateElement') {
    const { cooked } = node['value'] as { readonly cooked: string };
    if (isSaid(cooked)) said.push(cooked);
  }
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'parent') wordsIn(value, said);
  }
}

function readAttribute({ name, value }: AST.Attribute, said: string[]): void {
  if (value === true || name === 'class') return;
  const parts = Array.isArray(value) ? value : [value];
  for (const part of parts) {
    if (part.type !== 'Text') wordsIn(part, said);
    else if (!unread.test(name) && isWord(part.data)) said.push(`${name}="${part.data}"`);
  }
}

test.each(files)('%s says nothing that is not in the catalogues', (path) => {
  const source = readFileSync(join(folder, path), 'utf8');
  const said: string[] = [];
  const isScript = path.endsWith('.ts');
  const script = `<script lang="ts">${source}</script>`;
  wordsIn(parseSvelte(isScript ? script : source, { modern: true }), said);
  expect(said).toEqual([]);
});
