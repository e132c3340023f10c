import type { ActionId } from '../../actions.ts';

/** The actions of menus, tray and launchers: with an ellipsis where a dialog opens. */
export const actions = {
  show: 'Show Reelkeep',
  add: 'Add videos…',
  'add-from-clipboard': 'Add from clipboard…',
  'show-at-risk': 'Show videos at risk',
  check: 'Check now',
  'pause-all': 'Pause all',
  'resume-all': 'Resume all',
  settings: 'Settings…',
  'copy-diagnostics': 'Copy diagnostics',
  quit: 'Quit Reelkeep',
} satisfies { readonly [I in ActionId]: string };
