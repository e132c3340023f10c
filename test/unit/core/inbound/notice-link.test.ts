import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noticeLink, readNoticeLink } from '../../../../electron/core/inbound/notice-link.ts';
import { noticeActions } from '../../../../electron/shared/notice.ts';
import { anId, idNumber } from '../../builders.ts';

const id = 'ee603959-debb-48d1-98c4-a6d1c717eba6';
const notice = '6f1ed002-ab5c-4c1c-9c5e-0123456789ab';

describe('a link of a notice', () => {
  test.each([undefined, ...noticeActions])('leads back to what it was made of: %s', (action) => {
    const one = noticeLink({ id: notice, taskIds: [anId()] }, action);
    expect(readNoticeLink(one)).toEqual({
      ...{ noticeId: notice, taskId: anId() },
      ...(action && { action }),
    });
  });

  test.each([[[]], [[idNumber(1), idNumber(2)]]])(
    'about none or several leads to the inbox',
    (taskIds) => {
      expect(readNoticeLink(noticeLink({ id: notice, taskIds }))).toEqual({ noticeId: notice });
    },
  );

  test.each([
    [`reelkeep://task/${id}`, { taskId: id }],
    [`REELKEEP://TASK/${id}`, { taskId: id }],
    [`reelkeep://task/${id}?notice=${notice}`, { taskId: id, noticeId: notice }],
    ['reelkeep://inbox', {}],
    ['reelkeep://inbox/', {}],
  ])('%s is read', (link, read) => {
    expect(readNoticeLink(link)).toEqual(read);
  });

  test.each([
    ['a button without its notice', `reelkeep://task/${id}?do=retry`],
    ['a button that there is not', `reelkeep://task/${id}?notice=${notice}&do=remove`],
    ['an empty button', `reelkeep://task/${id}?notice=${notice}&do=`],
    ['a button twice', `reelkeep://task/${id}?notice=${notice}&do=retry&do=retry`],
    ['more parameters', `reelkeep://task/${id}?notice=${notice}&account=x`],
    ['an odd notice', `reelkeep://task/${id}?notice=../../etc`],
    ['a notice twice', `reelkeep://task/${id}?notice=${notice}&notice=${notice}`],
    ['no task', 'reelkeep://task'],
    ['an empty task', 'reelkeep://task/'],
    ['a path', `reelkeep://task/${id}/remove`],
    ['a way up', `reelkeep://task/../remove/${id}`],
    ['an escaped way up', `reelkeep://task/..%2f..%2f${id}`],
    ['a NUL', `reelkeep://task/${id}%00`],
    ['space around it', `reelkeep://task/%20${id}`],
    ['a broken escape', 'reelkeep://task/%E0%A4%A'],
    ['markup', 'reelkeep://task/<img src=x>'],
    ['a file', 'reelkeep://task/file:///etc/passwd'],
    ['a switch', 'reelkeep://task/--gpu-launcher=x;'],
    ['a name of the language', 'reelkeep://task/constructor'],
    ['the prototype', 'reelkeep://task/__proto__'],
    ['a user', `reelkeep://me:secret@task/${id}`],
    ['a port', `reelkeep://task:1/${id}`],
    ['a fragment', `reelkeep://task/${id}#retry`],
    ['another verb', `reelkeep://remove/${id}`],
    ['a verb of the language', `reelkeep://__proto__/${id}`],
    ['an escaped verb', `reelkeep://%74ask/${id}`],
    ['no slashes', `reelkeep:task/${id}`],
    ['backslashes', `reelkeep:\\\\task\\${id}`],
    ['another scheme', `https://task/${id}`],
    ['the page’s own scheme', `reelkeep-app://task/${id}`],
    ['nothing', 'reelkeep:'],
    ['a path behind the inbox', 'reelkeep://inbox/clear'],
    ['a length that no notice has', `reelkeep://task/${id}?notice=${'a'.repeat(3_000)}`],
  ])('with %s is refused', (_name, link) => {
    expect(readNoticeLink(link)).toBeUndefined();
  });

  test('is read as a task and a button at most, whatever it is', () => {
    const parts = fc.constantFrom(
      'task',
      'inbox',
      '/',
      '?',
      '&',
      '=',
      'notice',
      'do',
      'retry',
      id,
      notice,
      '%2f',
      '#',
      '..',
    );
    const links = fc.array(fc.oneof(parts, fc.string()), { maxLength: 12 });
    fc.assert(
      fc.property(links, (words) => {
        const read = readNoticeLink(`reelkeep://${words.join('')}`);
        expect(read?.taskId ?? id).toMatch(/^[\w-]{8,128}$/);
        expect(read?.action === undefined || read.noticeId !== undefined).toBe(true);
      }),
    );
  });
});
