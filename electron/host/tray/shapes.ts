/** A point, in parts of the picture's side: 0 is left or top, 1 right or bottom. */
export type Point = readonly [x: number, y: number];

/** How far a point is outside a shape, in parts of the side; negative inside. */
export type Shape = (point: Point) => number;

/** A colour: red, green, blue, each 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A shape and what it is filled with; `undefined` cuts it out of what lies below. */
export interface Layer {
  readonly shape: Shape;
  readonly colour: Colour | undefined;
}

/** A disc. */
export function disc([cx, cy]: Point, radius: number): Shape {
  return ([x, y]) => Math.hypot(x - cx, y - cy) - radius;
}

/** A box with round corners. */
export function roundBox([left, top]: Point, [right, bottom]: Point, radius: number): Shape {
  const [cx, cy] = [(left + right) / 2, (top + bottom) / 2];
  const [halfX, halfY] = [(right - left) / 2 - radius, (bottom - top) / 2 - radius];
  return ([x, y]) => {
    const [dx, dy] = [Math.abs(x - cx) - halfX, Math.abs(y - cy) - halfY];
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  };
}

function toSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length2;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** Lines with round ends, each through its points. */
export function strokes(lines: readonly (readonly Point[])[], width: number): Shape {
  return (point) => {
    let least = Number.POSITIVE_INFINITY;
    for (const line of lines) {
      line.forEach((end, index) => {
        least = Math.min(least, toSegment(point, line[index - 1] ?? end, end));
      });
    }
    return least - width / 2;
  };
}

/** A convex shape through points that go around clockwise on the screen. */
export function convex(points: readonly Point[]): Shape {
  return ([x, y]) => {
    let most = Number.NEGATIVE_INFINITY;
    points.forEach(([ax, ay], index) => {
      const [bx, by] = points[(index + 1) % points.length] ?? [ax, ay];
      const length = Math.hypot(bx - ax, by - ay) || 1;
      most = Math.max(most, ((by - ay) * (x - ax) - (bx - ax) * (y - ay)) / length);
    });
    return most;
  };
}

/**
 * Draws layers, the lowest first, with smooth edges.
 * @returns blue, green, red and alpha for each pixel, the colours multiplied by alpha, row by row from the top:
 * a bitmap as `nativeImage.createFromBitmap` takes it
 */
export function drawLayers(sizePx: number, layers: readonly Layer[]): Uint8Array {
  const bitmap = new Uint8Array(sizePx * sizePx * 4);
  for (let index = 0; index < sizePx * sizePx; index += 1) {
    const point: Point = [
      ((index % sizePx) + 0.5) / sizePx,
      (Math.floor(index / sizePx) + 0.5) / sizePx,
    ];
    const pixel = [0, 0, 0, 0];
    for (const { shape, colour } of layers) {
      const cover = Math.max(0, Math.min(1, 0.5 - shape(point) * sizePx));
      const [red, green, blue] = colour ?? [0, 0, 0];
      const over = [blue, green, red, colour === undefined ? 0 : 255];
      over.forEach((value, channel) => {
        pixel[channel] = value * cover + (pixel[channel] ?? 0) * (1 - cover);
      });
    }
    bitmap.set(pixel.map(Math.round), index * 4);
  }
  return bitmap;
}
