import { Menu, nativeImage, screen, Tray, type MenuItemConstructorOptions } from 'electron';
import { actionsAt, type ActionId } from '../../shared/actions.ts';
import { m } from '../../shared/messages/catalogue.ts';
import type { ActionRunner } from '../desktop/action-runner.ts';
import { drawTemplateIcon, drawTrayIcon } from './picture.ts';
import type { TrayView } from './tray-view.ts';

/** An ampersand would underline the letter after it. */
function asLabel(line: string): string {
  return line.replaceAll('&', '&&');
}

function isOffered(id: ActionId, { canPause, canResume }: TrayView): boolean {
  if (id === 'pause-all') return canPause;
  if (id === 'resume-all') return canResume;
  return true;
}

/** The tray's menu: what is going on, then the actions. */
export function trayMenu(view: TrayView, run: ActionRunner): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const items = actionsAt('tray').flatMap(({ id }): MenuItemConstructorOptions[] => {
    if (!isOffered(id, view)) return [];
    const item = { label: m.actions[id], click: run[id] };
    return id === 'settings' || id === 'quit' ? [separator, item] : [item];
  });
  return [
    ...view.lines.map((line) => ({ label: asLabel(line), enabled: false })),
    separator,
    ...items,
  ];
}

type Picture = Pick<TrayView, 'state' | 'badge'>;

function bitmap(sizePx: number, scaleFactor: number, draw: (sizePx: number) => Uint8Array) {
  const px = Math.round(sizePx * scaleFactor);
  return { width: px, height: px, scaleFactor, buffer: Buffer.from(draw(px)) };
}

/** The icon in the sizes that the system asks for. */
function iconOf({ state, badge }: Picture): Electron.NativeImage {
  const isMac = process.platform === 'darwin';
  const draw = (px: number) =>
    isMac ? drawTemplateIcon(px, state) : drawTrayIcon(px, { state, badge });
  if (process.platform === 'linux') {
    // One picture, which whoever shows it scales down: as large as the densest display needs it.
    const scale = Math.max(1, ...screen.getAllDisplays().map((display) => display.scaleFactor));
    const { buffer, width, height } = bitmap(32, Math.ceil(scale), draw);
    return nativeImage.createFromBitmap(buffer, { width, height });
  }
  const image = nativeImage.createEmpty();
  for (const scale of isMac ? [1, 2, 3] : [1, 1.25, 1.5, 2, 2.5, 3]) {
    image.addRepresentation(bitmap(isMac ? 18 : 16, scale, draw));
  }
  if (isMac) image.setTemplateImage(true);
  return image;
}

/**
 * Reelkeep's icon in the tray.
 * @see https://www.electronjs.org/docs/latest/api/tray
 */
export class TrayIcon {
  readonly #run: ActionRunner;
  readonly #tray: Tray;
  #shown: Picture;

  constructor(view: TrayView, run: ActionRunner) {
    this.#run = run;
    this.#shown = view;
    this.#tray = new Tray(iconOf(view));
    this.#tray.on('click', run.show);
    this.show(view);
  }

  /** Shows something else. To be called only when it differs. */
  show(view: TrayView): void {
    const { state, badge } = this.#shown;
    if (state !== view.state || badge !== view.badge) this.#tray.setImage(iconOf(view));
    this.#shown = view;
    this.#tray.setToolTip(view.tooltip);
    // Electron sets a title on macOS only: elsewhere a host that shows `Title` has to do with the tooltip.
    if (process.platform === 'darwin') this.#tray.setTitle(view.badge);
    // Linux takes no notice of a menu's items that change: it is given a new one.
    this.#tray.setContextMenu(Menu.buildFromTemplate(trayMenu(view, this.#run)));
  }

  /** Takes the icon away. Before the app quits: one that is left behind has ended in a crash. */
  dispose(): void {
    this.#tray.destroy();
  }
}
