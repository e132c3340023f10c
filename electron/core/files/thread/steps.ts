import { amendHashList } from './amend.ts';
import * as look from './look.ts';
import * as naming from './naming.ts';
import * as write from './write.ts';

/** Everything that a disk thread can be asked for at once, by name. Each runs to its end without a pause. */
export const steps = {
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
  openOrCreate: write.openOrCreate,
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

/** The name of a step. */
export type StepName = keyof typeof steps;

/** What a step is given, without its context. */
export type StepInput<N extends StepName> =
  Parameters<(typeof steps)[N]> extends [unknown, ...infer Rest] ? Rest : never;

/** What a step answers. */
export type StepResult<N extends StepName> = ReturnType<(typeof steps)[N]>;
