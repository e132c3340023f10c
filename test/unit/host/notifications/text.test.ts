import { describe, expect, test } from 'vitest';
import { textFor } from '../../../../electron/host/notifications/text.ts';
import { ShownNotices } from '../../../../electron/host/notifications/shown-notices.ts';
import { toastXml } from '../../../../electron/host/notifications/toast-xml.ts';
import type { Notice } from '../../../../electron/shared/notice.ts';
import { anId, idNumber, nowMs } from '../../builders.ts';

function aNotice(change: Partial<Notice> = {}): Notice {
  return {
    id: 'n1',
    atMs: nowMs,
    severity: 'success',
    category: 'archived',
    title: 'Video archived',
    body: 'A tide',
    taskIds: [anId()],
    actions: ['show-in-folder'],
    ...change,
  };
}

describe('a body for a daemon', () => {
  test.each([
    ['Salt & <b>sand</b>', ['body', 'body-markup'], 'Salt &amp; &lt;b&gt;sand&lt;/b&gt;'],
    ['Salt & <b>sand</b>', ['body'], 'Salt & <b>sand</b>'],
    ['&lt;', ['body', 'body-markup'], '&amp;lt;'],
    [
      '<img src="file:///etc/passwd">',
      ['body', 'body-markup', 'body-images'],
      '&lt;img src="file:///etc/passwd"&gt;',
    ],
    ['Salt\nand sand', [], ''],
  ])('%j with %j', (body, capabilities, expected) => {
    expect(textFor({ title: 'T', body }, new Set(capabilities)).body).toBe(expected);
  });

  test('goes with the summary where none is shown', () => {
    const text = { title: 'Video archived', body: 'A <b>\nmore' };
    expect(textFor(text, new Set()).summary).toBe('Video archived: A <b>');
    expect(textFor({ title: 'T', body: '' }, new Set()).summary).toBe('T');
  });
});

describe('a toast of Windows', () => {
  test('opens its video by an address, also from the action centre', () => {
    const xml = toastXml(aNotice(), false);
    expect(xml).toContain(`activationType="protocol" launch="reelkeep://task/${anId()}?notice=n1"`);
    expect(xml).toContain(`arguments="reelkeep://task/${anId()}?notice=n1&amp;do=show-in-folder"`);
    expect(xml).not.toContain('<audio');
  });

  test('opens the inbox where it is about several', () => {
    expect(toastXml(aNotice({ taskIds: [idNumber(1), idNumber(2)], actions: [] }), true)).toMatch(
      /launch="reelkeep:\/\/inbox\?notice=n1".*<audio silent="true"\/><\/toast>$/,
    );
  });

  test.each(['</text><x>', '"\'&<>', '\u0000\u0008\ud800\ufffe', ']]>'])('holds %j', (body) => {
    const xml = toastXml(aNotice({ body }), false);
    expect(xml.match(/<[a-z]+/g)).toEqual([
      '<toast',
      '<visual',
      '<binding',
      '<text',
      '<text',
      '<actions',
      '<action',
    ]);
    expect(xml).not.toMatch(/\p{Cs}/u);
    // eslint-disable-next-line no-control-regex -- XML 1.0 has no control characters
    expect(xml).not.toMatch(/[\u0000-\u0008\ufffe]/);
  });
});

describe('notices on the screen', () => {
  test('are found after a restart, at the same daemon only', () => {
    const shown = new ShownNotices(undefined);
    shown.setDaemon('bus :1.5');
    shown.add(7, aNotice());
    const again = new ShownNotices(JSON.parse(JSON.stringify(shown.document)));
    again.setDaemon('bus :1.5');
    expect(again.find(7)).toMatchObject({ id: 'n1', taskId: anId() });
    again.setDaemon('bus :1.6');
    expect(again.find(7)).toBeUndefined();
  });

  test('a newer one takes the place of its older version, or of its category', () => {
    const shown = new ShownNotices(undefined);
    shown.add(7, aNotice());
    expect(shown.replacedBy(aNotice({ id: 'n2' }))).toBe(7);
    expect(shown.replacedBy(aNotice({ category: 'ended' }))).toBe(7);
    expect(shown.replacedBy(aNotice({ id: 'n2', category: 'trouble' }))).toBeUndefined();
    shown.gone(7);
    expect(shown.replacedBy(aNotice())).toBeUndefined();
  });

  test('more than a hundred are forgotten', () => {
    const shown = new ShownNotices(undefined);
    for (let number = 1; number <= 150; number++) shown.add(number, aNotice());
    expect(shown.find(50)).toBeUndefined();
    expect(shown.find(51)).toBeDefined();
  });

  test.each([null, 7, [], { daemon: 1 }, { daemon: 'x', shown: [{ number: -1 }] }])(
    'a document that is %j is read as none',
    (document) => {
      expect(new ShownNotices(document).document).toEqual({ daemon: '', shown: [] });
    },
  );
});
