// Draws an SVG in every size, in a page of its own: electron FOLDER --svg=FILE --into=FOLDER --sizes=16,32
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';

/** @param {string} name */
const given = (name) => app.commandLine.getSwitchValue(name);
const address = `data:image/svg+xml;base64,${readFileSync(given('svg')).toString('base64')}`;

/** Runs in the page. */
const draw = `async (source, size) => {
  const image = new Image(size, size);
  image.src = source;
  await image.decode();
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, size, size);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}`;

app.disableHardwareAcceleration(); // the same dots on every machine
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false });
  await window.loadURL('data:text/html,<title>icons</title>');
  for (const size of given('sizes').split(',')) {
    const call = `(${draw})(${JSON.stringify(address)}, ${size})`;
    /** @type {string} */
    const png = await window.webContents.executeJavaScript(call);
    writeFileSync(join(given('into'), `${size}x${size}.png`), Buffer.from(png, 'base64'));
  }
  app.exit();
});
