/** The words of a notification as the system is given them. */
export interface ShownText {
  readonly summary: string;
  readonly body: string;
}

const escapes: { readonly [char: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * The words for a notification daemon. One that reads markup would take a prompt's `<b>` and `&` for its
 * own, and may show nothing of a body that is not well-formed; one that does not would show the escapes.
 * Where it shows no bodies, the body's first line goes with the summary, which is never markup.
 * @param capabilities as the daemon names them
 * @see https://specifications.freedesktop.org/notification-spec/latest/markup.html
 */
export function textFor(
  { title, body }: { readonly title: string; readonly body: string },
  capabilities: ReadonlySet<string>,
): ShownText {
  if (!capabilities.has('body')) {
    const [line = ''] = body.split('\n');
    return { summary: line === '' ? title : `${title}: ${line}`, body: '' };
  }
  const isMarkup = capabilities.has('body-markup');
  return {
    summary: title,
    body: isMarkup ? body.replaceAll(/[&<>]/g, (char) => escapes[char] ?? char) : body,
  };
}
