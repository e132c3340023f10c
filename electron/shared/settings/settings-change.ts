import { z } from 'zod';
import { choiceShapes } from './setting-table.ts';

// The page names no folder and no template: these have calls of their own.
const { watchedFolder: _folder, fileNames: _template, ...simple } = choiceShapes;

/** What the window may change of the simple settings, each by itself. */
export const settingsChange = z.object(simple).partial();
