import { addCatalogue } from './catalogue.ts';
import { ru } from './ru/catalogue.ts';
import { zhCn } from './zh-CN/catalogue.ts';

/** Makes every language one that can be spoken at once. The page takes them one by one, as it needs them. */
export function addEveryCatalogue(): void {
  addCatalogue('ru', ru);
  addCatalogue('zh-CN', zhCn);
}
