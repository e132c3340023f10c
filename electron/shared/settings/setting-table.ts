import { z } from 'zod';
import { backgroundChoices } from './background.ts';
import {
  appearances,
  checkIntervals,
  defaultFileNames,
  languages,
  minutesOfDay,
  speedLimits,
} from './setting-values.ts';
import { updateChannels } from '../update.ts';

/** What a setting may be, and what it is until the user chooses. */
function choice<Shape extends z.ZodType>(shape: Shape, initial: z.output<Shape>) {
  return { shape, initial };
}

const minuteOfDay = z
  .number()
  .int()
  .min(0)
  .max(minutesOfDay - 1);

/**
 * The user's choices, each defined here and nowhere else: what is stored, what the window may change, and
 * the type of `Settings` are made from this table.
 */
export const settingTable = {
  /** How many videos are fetched at a time. */
  simultaneousTransfers: choice(z.number().int().min(1).max(8), 3),
  /** Bytes per second for all transfers together; 0 for no limit. */
  speedLimitBytesPerSecond: choice(z.literal(speedLimits), 0),
  /** Also saves the pictures and videos that a task was made from. */
  saveInputs: choice(z.boolean(), false),
  checkEvery: choice(z.enum(checkIntervals), 'month'),
  notifyArchived: choice(z.boolean(), true),
  notifyFailed: choice(z.boolean(), true),
  /** Of what holds up the work: a refused key, a full disk, a drive that is away. */
  notifyTroubles: choice(z.boolean(), true),
  /** Of videos that will be gone soon. */
  notifyDeadlines: choice(z.boolean(), true),
  /** Of task ids that were found in the watched folder, or copied. */
  notifyOffers: choice(z.boolean(), true),
  /** Whether notifications may make a sound. */
  notifySound: choice(z.boolean(), true),
  /** In quiet hours only a video that is gone within 6 hours is told of. */
  quietHours: choice(z.boolean(), false),
  /** Local time of day when they begin, in minutes after midnight. */
  quietFromMinute: choice(minuteOfDay, 22 * 60),
  /** Local time of day when they end; before `quietFromMinute`, it is the next day's. */
  quietToMinute: choice(minuteOfDay, 8 * 60),
  /** Absolute path of a folder whose new text files are looked through for task ids; empty for none. */
  watchedFolder: choice(z.string(), ''),
  /** Adds what is found there by itself, instead of offering it. */
  addsWatched: choice(z.boolean(), false),
  /** Offers task ids that are copied. */
  catchesClipboard: choice(z.boolean(), false),
  appearance: choice(z.enum(appearances), 'system'),
  language: choice(z.enum(languages), 'system'),
  /** What closing the window does. */
  background: choice(z.enum(backgroundChoices), 'ask'),
  /** Looks for new versions of Reelkeep by itself. */
  looksForUpdates: choice(z.boolean(), true),
  updateChannel: choice(z.enum(updateChannels), 'stable'),
  /** Template of the names of files in the archive, with `/` between folders. */
  fileNames: choice(z.string(), defaultFileNames),
};

type Table = typeof settingTable;

/** The user's choices, by name. */
export type Choices = { readonly [Name in keyof Table]: z.output<Table[Name]['shape']> };

function ofEach<Made>(make: (each: Table[keyof Table]) => Made): { [name: string]: Made } {
  return Object.fromEntries(
    Object.entries(settingTable).map(([name, each]) => [name, make(each)] as const),
  );
}

/** What each may be. The casts say what `ofEach` does: the same names, and of each its own part. */
export const choiceShapes = ofEach(({ shape }) => shape) as {
  readonly [Name in keyof Table]: Table[Name]['shape'];
};

/** What each is until the user chooses. */
export const initialChoices = ofEach(({ initial }) => initial) as Choices;

/** As they are stored: each falls back by itself, so that one bad value does not cost the others. */
export const storedChoices = ofEach(({ shape, initial }) =>
  (shape as z.ZodType).catch(initial),
) as unknown as { readonly [Name in keyof Table]: z.ZodCatch<Table[Name]['shape']> };

/** The choices alone, of what has them among others. */
export function choicesOf(all: Choices): Choices {
  const names = Object.keys(settingTable) as (keyof Table)[]; // an object's own keys are its type's here
  return Object.fromEntries(names.map((name) => [name, all[name]])) as Choices;
}
