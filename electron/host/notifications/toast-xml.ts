import { noticeLink } from '../../core/inbound/notice-link.ts';
import { m } from '../../shared/messages/catalogue.ts';
import type { Notice } from '../../shared/notice.ts';

const escapes: { readonly [char: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** What XML 1.0 cannot hold, escaped or not: one such character, and Windows shows no toast at all. */
const impossible = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function escaped(text: string): string {
  return text.replaceAll(impossible, '').replaceAll(/[&<>"']/g, (char) => escapes[char] ?? char);
}

/**
 * A toast of Windows. By `protocol` its clicks come as addresses: also from the action centre, and after
 * Reelkeep has ended, when nobody listens to it any more.
 * @param isSilent it makes no sound
 * @see https://learn.microsoft.com/windows/apps/design/shell/tiles-and-notifications/toast-schema
 */
export function toastXml(notice: Notice, isSilent: boolean): string {
  const buttons = notice.actions.map(
    (action) =>
      `<action content="${escaped(m.notices.actions[action])}" activationType="protocol" arguments="${escaped(noticeLink(notice, action))}"/>`,
  );
  return [
    `<toast activationType="protocol" launch="${escaped(noticeLink(notice))}">`,
    '<visual><binding template="ToastGeneric">',
    `<text>${escaped(notice.title)}</text><text>${escaped(notice.body)}</text>`,
    '</binding></visual>',
    ...(buttons.length > 0 ? [`<actions>${buttons.join('')}</actions>`] : []),
    ...(isSilent ? ['<audio silent="true"/>'] : []),
    '</toast>',
  ].join('');
}
