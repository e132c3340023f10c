import { expect, test } from 'vitest';
import { decodeText } from '../../../../electron/core/intake/file-text.ts';
import { parseIds } from '../../../../electron/core/intake/parse.ts';

// What other programs, mail and chats copy out: a task's id beside ids and keys of other things. Found or
// not, it is never another thing that is added.

const hex = '7d2c58e1cf02a1a1b9c447cee9e0e5f7';
const uuid = 'ee603959-debb-48d1-98c4-a6d1c717eba6';
const aleph = 'c0d088df35254cc3e7187fb7116b2efa';
const veo = 'veo_task_1234567890abcdef';
const request = '0f8fad5b-d9cb-469f-a165-70867728950e';
const user = '485da89c-7fca-4340-8c04-101025b2ae71';
const key = '9e107d9d372bb6826bd81d3542a419d6';

function sure(text: string): readonly string[] {
  return parseIds(text).flatMap(({ ids }) => ids);
}

function wide(text: string): string {
  return text.replaceAll(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

const languages: readonly string[] = [
  `任务ID：${hex}\n请求ID：${request}\nAPI密钥：${key}`,
  `序号\t任务ID\t请求ID\tAPI密钥\n1\t${hex}\t${request}\t${key}`,
  `令牌 ${key}\n生成任务${hex}已完成`,
  `タスクID：${hex}\nリクエストID：${request}`,
  `작업 ID: ${hex}\n요청 ID: ${request}`,
  `ID задачи: ${hex}\nID запроса: ${request}\nТокен: ${key}`,
  `№;ID задачи;ID запроса\n1;${hex};${request}`,
  `Ключ API: ${key}\nЗадача ${hex} готова`,
  `ID de tarea: ${hex}\nID de solicitud: ${request}\nClave API: ${key}`,
  `Auftrags-ID: ${hex}\nAnfrage-ID: ${request}\nSchlüssel: ${key}`,
];

test.each(languages)('%j holds the id of the task alone', (text) => {
  expect(sure(text)).toEqual([hex]);
});

const mail: readonly (readonly [string, readonly string[]])[] = [
  [`https://x.example/?taskId=3D${hex}`, [hex]],
  [`taskId=3D${hex.slice(0, 20)}=\n${hex.slice(20)}`, [hex]],
  [`x=3D1 Task ID: =\n${hex}=0A\n?taskId=3D${uuid.slice(0, 10)}=\n${uuid.slice(10)}`, [hex, uuid]],
  [`Task ID:=C2=A0${hex.slice(0, 8)}=E2=80=8B${hex.slice(8)}`, [hex]],
  [`taskId=3D${hex.slice(2)}`.replace('=3D', '=3d'), [`3d${hex.slice(2)}`]],
  [`TASK_ID=3D${hex.slice(2).toUpperCase()}\nKEY=\nx`, [`3d${hex.slice(2)}`]],
  [`>> task ${hex}\n>>> ${uuid}\n> Message-ID: <${request}@mail.example>`, [hex, uuid]],
];

test.each(mail)('mail %j holds whole ids', (text, ids) => {
  expect(sure(text)).toEqual(ids);
});

const signs: readonly string[] = [
  wide(hex),
  `taskId：${wide(hex)}`,
  `“taskId”: “${hex}”, “requestId”: “${request}”`,
  `taskId: «${hex}» requestId: «${request}»`,
  `taskId == ${hex} and requestId == ${request}`,
  `Task ID - ${hex}\nRequest ID - ${request}\nKey — ${key}`,
  `Task ID ........ ${hex}\nRequest ID ..... ${request}`,
  `etag: W/"${key}"\nx-b3-traceid: ${key}\ntask ${hex}`,
  `[${request}] INFO task ${hex} submitted`,
  `Task kie.poll[${request}] received\ntask ${hex}`,
  `arn:aws:states:eu:1:execution:x:${request}\n${hex}`,
  `UID:${request}\nSUMMARY:task ${hex}`,
  `Object ID: ${request}\ntenantId: ${user}\ntask: ${hex}`,
  `tasks/${hex}/status\nusers/${user}/x`,
  `Downloads/${hex}_1_1774788532_2001 (1).mp4`,
  `?taskIds[]=${hex}&token=${key}`,
  `?taskIds%5B0%5D=${hex}&requestId=${request}`,
  `https%253A%252F%252Fx.example%253FtaskId%253D${hex}`,
  `http GET x.example taskId==${hex} Authorization:"Bearer ${key}"`,
  `INSERT INTO tasks (id, user_id) VALUES ('${request}', '${user}')\n${hex}`,
];

test.each(signs)('%j holds the id of the task alone, whatever sets it off', (text) => {
  expect(sure(text)).toEqual([hex]);
});

const structures: readonly string[] = [
  `│ (index) │ taskId │ requestId │\n├───┼───┼───┤\n│ 0 │ '${hex}' │ '${request}' │\n│ 1 │ '${uuid}' │ '${user}' │`,
  ` task_id | request_id \n---------+-----------\n ${hex} | ${request}\n ${uuid} | ${user}\n(2 rows)`,
  `+---+---+\n| task_id | request_id |\n+---+---+\n| ${hex} | ${request} |\n| ${uuid} | ${user} |\n+---+---+`,
  `taskId                           requestId\n------                           ---------\n${hex} ${request}\n${uuid} ${user}`,
  `     task_id     request_id\n0  ${hex}  ${request}\n1  ${uuid}  ${user}`,
  `Task ID Request ID Status\n${hex} ${request} success\n${uuid} ${user} success`,
  `task_ids:\n- ${hex}\n- ${uuid}\nrequest_ids:\n- ${request}\n- ${user}`,
  `Task IDs:\n${hex}\n${uuid}\nRequest IDs:\n${request}\n${user}`,
  `Request ID\n\n${request}\n\nTask ID\n\n${hex}\n${uuid}`,
  `["taskId"]=>\n  string(32) "${hex}"\n  ["requestId"]=>\n  string(36) "${request}"\n${uuid}`,
  `<ns:taskId>${hex}</ns:taskId><ns:requestId>${request}</ns:requestId>\n${uuid}`,
  `<key>taskId</key>\n<string>${hex}</string>\n<key>requestId</key>\n<string>${request}</string>\n${uuid}`,
  `<table><tr><th>Request ID</th><th>Task ID</th></tr><tr><td>${request}</td>\n<td>${hex}</td></tr><tr><td>${user}</td><td>${uuid}</td></tr></table>`,
  `<p>Task&nbsp;ID:&nbsp;<b>${hex}</b></p><p>Request ID: <code>${request}</code></p><a href="https://x.example/?taskId=${uuid}">x</a>`,
  `\\f0\\fs20 Task ID: ${hex}\\par\n${uuid}\\par\n}`,
  `done: ${hex}\\n${uuid}\\n`,
];

test.each(structures)('%j holds the ids of both tasks, in order', (text) => {
  expect(sure(text)).toEqual([hex, uuid]);
});

test('an id that calls itself a task is found within a line', () => {
  expect(sure(`Task ${veo} submitted (request ${request})`)).toEqual([veo]);
});

test.each([
  hex + aleph,
  `${uuid}${request}`,
  `${hex}_${aleph}`,
  `${hex}a`,
  hex.replace('c', '\u0441'),
  hex.replaceAll(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
  `0x${hex}`,
  `7d2c58e1****e9e0e5f7`,
  'NAME  READY  UID\npod/x  1/1  '.concat(request),
  'b3: '.concat(key, '-e457b5a2e4d86bd1-1'),
  'baggage: sentry-trace_id='.concat(key, ',sentry-public_key=', key),
])('%j holds no id', (text) => {
  expect(sure(text)).toEqual([]);
});

test('a log that Windows has written without a byte order mark is read', () => {
  const text = `taskId : ${hex}\r\n`;
  const little = Buffer.from(text, 'utf16le');
  expect(decodeText(little)).toBe(text);
  expect(decodeText(Buffer.from(little).swap16())).toBe(text);
});

test('20,000 lines of a log hold every id once, in their order', () => {
  const ids = Array.from(
    { length: 200 },
    (_, n) => `${n.toString(16).padStart(4, '0')}${hex.slice(4)}`,
  );
  const lines = Array.from({ length: 20_000 }, (_, n) =>
    n % 100 === 0 ? `12:00 [${request}] task ${ids[n / 100] ?? ''} ok` : `12:00 request ${user}`,
  );
  expect(sure(lines.join('\n'))).toEqual(ids);
});
