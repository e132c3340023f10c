/** What calls a task one, in the languages that users of the providers write in. */
const task =
  /任[务務]|タスク|작업|(?<!\p{L})(?:задач|задани|tarea|tarefa|tâche|aufgabe|auftrag)\p{L}{0,4}(?!\p{L})/giu;

/** What calls a secret one. */
const secret =
  /密[钥鑰码碼]|秘[钥鑰]|令牌|(?:キー|トークン|パスワード)(?!ワード)|API ?키|토큰|비밀번호|(?<!\p{L})(?:ключ[аеиу]?|токен[аеу]?|парол[ьяею]|секрет|clave|contraseña|senha|chave|clé|jeton|schlüssel|passwort|kennwort)(?!\p{L})/giu;

/** Other things that have ids. */
const other =
  /请求|請求|用[户戶]|[账賬帳][号號户戶]|[会會][话話]|追踪|跟踪|链路|[订訂][单單]|签名|校验|哈希|设备|執行|执行|リクエスト|ユーザー|セッション|요청|사용자|계정|(?<!\p{L})(?:запрос|пользовател|аккаунт|уч[её]тн|сесси|трассиров|заказ|подпис|х[еэ]ш|устройств|сообщени|solicitud|petici[oó]n|pedido|usuario|usuário|cuenta|conta|sesi[oó]n|sessão|requête|utilisateur|compte|anfrage|benutzer|nutzer|konto|sitzung|bestell)\p{L}{0,5}(?!\p{L})/giu;

/** That it is its number that follows. */
const id = /(?<!\p{L})ids?(?![a-z])|№|编[号碼码]|編號|号|номер|код|番号|번호/iu;

function endOfLast(text: string, pattern: RegExp): number {
  let end = -1;
  for (const { index, 0: found } of text.matchAll(pattern)) end = index + found.length;
  return end;
}

/** What a label in another language than English says: of several words the last one counts. */
export function foreignKind(label: string): 'task' | 'other' | 'none' {
  const ofOther = Math.max(endOfLast(label, other), endOfLast(label, secret));
  const ofTask = endOfLast(label, task);
  if (ofOther < 0 && ofTask < 0) return 'none';
  return ofTask > ofOther ? 'task' : 'other';
}

/** Whether a table's head in another language says that tasks' ids stand below it. */
export function isForeignTaskId(head: string): boolean {
  return foreignKind(head) === 'task' && id.test(head);
}

/** Whether a text speaks of a secret in another language. */
export function namesForeignSecret(text: string): boolean {
  return endOfLast(text, secret) >= 0;
}
