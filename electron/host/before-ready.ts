import { sandboxEverything, silenceNames } from './page/security.ts';
import { registerSchemes } from './page/schemes.ts';
import { refuseSwitches } from './system/refuse-switches.ts';
import { speakSystemLanguage } from './system/language.ts';

/** Does what Electron takes only before it is ready, and what must be so whatever is said or opened next. */
export function prepareProcess(): void {
  refuseSwitches();
  registerSchemes();
  sandboxEverything();
  silenceNames();
  speakSystemLanguage();
}
