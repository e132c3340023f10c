/** The words of the window's own controls. */
export const ui = {
  close: 'Close',
  messages: 'Messages',
  /** The button that makes a row the selected one. */
  show: (name: string) => `Show ${name}`,
  dismissMessage: 'Dismiss message',
  technicalDetails: 'Technical details',
};
