import type { Root } from '../../../../electron/core/files/root.ts';
import type { RootFile } from '../../../../electron/core/files/root-file.ts';

async function withFile(opening: Promise<RootFile | undefined>): Promise<void> {
  const file = await opening;
  if (file === undefined) return;
  try {
    await file.read(0, 10);
    await file.stat();
  } finally {
    await file.close();
  }
}

async function change(opening: Promise<RootFile | undefined>): Promise<void> {
  const file = await opening;
  if (file === undefined) return;
  try {
    await file.write(new Uint8Array([1, 2, 3]), 0);
    await file.truncate(2);
    await file.setModified(0);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Every method of a root that is given a path. `beside` is the path of a regular file. */
export const methods: Readonly<
  Record<string, (root: Root, path: string, beside: string) => unknown>
> = {
  facts: (root, path) => root.facts(path),
  nameOnDisk: (root, path) => root.nameOnDisk(path),
  list: (root, path) => root.list(path, 'files'),
  openFile: (root, path) => withFile(root.openFile(path)),
  create: (root, path) => change(root.create(path)),
  openOwn: (root, path) => change(root.openOwn(path)),
  readText: (root, path) => root.readText(path),
  hash: (root, path) => root.hash(path),
  writeDurably: (root, path) => root.writeDurably(path, 'new'),
  writeAtomically: (root, path) => root.writeAtomically(path, 'new'),
  append: (root, path) => root.append(path, 'new'),
  overwrite: (root, path) => root.overwrite(path, 'new'),
  makeFolder: (root, path) => root.makeFolder(path),
  syncFolder: (root, path) => root.syncFolder(path),
  'link from': (root, path) => root.link(path, 'taken-by-link'),
  'link to': (root, path, beside) => root.link(beside, path),
  'move from': (root, path) => root.move(path, 'taken-by-move'),
  'move to': (root, path, beside) => root.move(beside, path),
  'replace from': (root, path) => root.replace(path, 'taken-by-replace'),
  'replace to': (root, path, beside) => root.replace(beside, path),
  'setAside from': (root, path) => root.setAside(path, 'set-aside'),
  'setAside to': (root, path, beside) => root.setAside(beside, path),
  remove: (root, path) => root.remove(path),
  removeFolder: (root, path) => root.removeFolder(path),
};
