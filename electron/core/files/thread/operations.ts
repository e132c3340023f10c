import { amendHashList } from './amend.ts';
import * as look from './look.ts';
import * as naming from './naming.ts';
import * as write from './write.ts';

/** Everything that a disk thread can be asked for, by name. Each runs to its end without a pause. */
export const operations = {
  facts: look.facts,
  factsEach: look.factsEach,
  rootFacts: look.rootFacts,
  nameOnDisk: look.nameOnDisk,
  space: look.space,
  list: look.list,
  readSmall: look.readSmall,
  read: look.read,
  factsOf: look.factsOf,
  hash: look.hash,
  openRead: write.openRead,
  openOwn: write.openOwn,
  create: write.create,
  write: write.write,
  sync: write.sync,
  truncate: write.truncate,
  setModified: write.setModified,
  close: write.close,
  syncFolder: write.syncFolder,
  writeDurably: write.writeDurably,
  writeAtomically: write.writeAtomically,
  append: write.append,
  amendHashList,
  overwrite: write.overwrite,
  makeFolder: write.makeFolder,
  makeRoot: write.makeRoot,
  checkWritable: write.checkWritable,
  probeWriting: write.probeWriting,
  link: naming.link,
  move: naming.move,
  replace: naming.replace,
  setAside: naming.setAside,
  remove: naming.remove,
  removeEach: naming.removeEach,
  removeFolder: naming.removeFolder,
  removeRoot: naming.removeRoot,
};

/** The operations' types. */
export type Operations = typeof operations;

/** The name of an operation. */
export type OperationName = keyof Operations;

/** What an operation is given, without its context. */
export type OperationInput<N extends OperationName> =
  Parameters<Operations[N]> extends [unknown, ...infer Rest] ? Rest : never;

/** What an operation answers. */
export type OperationResult<N extends OperationName> = ReturnType<Operations[N]>;
