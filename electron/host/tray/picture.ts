import {
  convex,
  disc,
  drawLayers,
  roundBox,
  strokes,
  type Colour,
  type Layer,
  type Point,
} from './shapes.ts';
import type { TrayState, TrayView } from './tray-view.ts';

const white: Colour = [255, 255, 255];
const ink: Colour = [24, 22, 34];
const tiles: { readonly [S in TrayState]: Colour } = {
  normal: [106, 64, 214],
  attention: [214, 106, 0],
  paused: [112, 116, 128],
};

/** Characters as lines in a box of 0 to 1 each way. */
const characters: { readonly [character: string]: readonly (readonly Point[])[] } = {
  '1': [
    [
      [0.2, 0.2],
      [0.55, 0],
      [0.55, 1],
    ],
  ],
  '2': [
    [
      [0.05, 0.2],
      [0.3, 0],
      [0.75, 0],
      [0.95, 0.22],
      [0.95, 0.4],
      [0.05, 1],
      [0.95, 1],
    ],
  ],
  '3': [
    [
      [0.1, 0],
      [0.9, 0],
      [0.5, 0.42],
      [0.95, 0.6],
      [0.95, 0.82],
      [0.7, 1],
      [0.05, 1],
    ],
  ],
  '4': [
    [
      [0.75, 1],
      [0.75, 0],
      [0.05, 0.7],
      [1, 0.7],
    ],
  ],
  '5': [
    [
      [0.9, 0],
      [0.15, 0],
      [0.1, 0.42],
      [0.7, 0.42],
      [0.95, 0.6],
      [0.95, 0.82],
      [0.7, 1],
      [0.05, 1],
    ],
  ],
  '6': [
    [
      [0.85, 0],
      [0.4, 0.1],
      [0.05, 0.55],
      [0.05, 0.8],
      [0.3, 1],
      [0.7, 1],
      [0.95, 0.8],
      [0.95, 0.65],
      [0.7, 0.45],
      [0.3, 0.45],
      [0.05, 0.65],
    ],
  ],
  '7': [
    [
      [0.05, 0],
      [0.95, 0],
      [0.4, 1],
    ],
  ],
  '8': [
    [
      [0.3, 0],
      [0.7, 0],
      [0.92, 0.15],
      [0.92, 0.32],
      [0.7, 0.46],
      [0.3, 0.46],
      [0.08, 0.32],
      [0.08, 0.15],
      [0.3, 0],
    ],
    [
      [0.3, 0.46],
      [0.7, 0.46],
      [0.97, 0.64],
      [0.97, 0.82],
      [0.7, 1],
      [0.3, 1],
      [0.03, 0.82],
      [0.03, 0.64],
      [0.3, 0.46],
    ],
  ],
  '9': [
    [
      [0.15, 1],
      [0.6, 0.9],
      [0.95, 0.45],
      [0.95, 0.2],
      [0.7, 0],
      [0.3, 0],
      [0.05, 0.2],
      [0.05, 0.35],
      [0.3, 0.55],
      [0.7, 0.55],
      [0.95, 0.35],
    ],
  ],
  '+': [
    [
      [0.5, 0.25],
      [0.5, 0.75],
    ],
    [
      [0.2, 0.5],
      [0.8, 0.5],
    ],
  ],
  '!': [
    [
      [0.5, 0],
      [0.5, 0.62],
    ],
    [
      [0.5, 0.97],
      [0.5, 1],
    ],
  ],
};

/** Where text stands, and how thick its lines are. */
interface TextBox {
  readonly from: Point;
  readonly to: Point;
  readonly width: number;
}

/** Text within a box. */
function text(letters: string, { from, to, width }: TextBox): Layer['shape'] {
  const [[left, top], [right, bottom]] = [from, to];
  const step = (right - left) / letters.length;
  const gap = letters.length > 1 ? step * 0.14 : 0;
  const lines = Array.from(letters).flatMap((letter, index) =>
    (characters[letter] ?? []).map((line) =>
      line.map(([x, y]): Point => [
        left + step * index + gap + x * (step - 2 * gap),
        top + y * (bottom - top),
      ]),
    ),
  );
  return strokes(lines, width);
}

function signOf(state: TrayState): Layer['shape'] {
  if (state === 'attention')
    return text('!', { from: [0.35, 0.22], to: [0.65, 0.76], width: 0.13 });
  if (state === 'paused')
    return strokes(
      [
        [
          [0.37, 0.3],
          [0.37, 0.7],
        ],
        [
          [0.63, 0.3],
          [0.63, 0.7],
        ],
      ],
      0.14,
    );
  return convex([
    [0.34, 0.22],
    [0.78, 0.5],
    [0.34, 0.78],
  ]);
}

/** The same, smaller and in the upper left corner: a badge takes the rest. */
function asideBadge(shape: Layer['shape']): Layer['shape'] {
  const scale = 0.68;
  return ([x, y]) => shape([(x + 0.06) / scale, (y + 0.08) / scale]) * scale;
}

function badgeLayers(badge: string): readonly Layer[] {
  if (badge === '') return [];
  const isWide = badge.length > 1;
  const place = { top: 0.36, left: isWide ? 0.2 : 0.36 };
  const box = roundBox([place.left, place.top], [1, 1], 0.32);
  const grown: Layer['shape'] = (point) => box(point) - 0.05;
  const from: Point = [place.left + (isWide ? 0.12 : 0.21), place.top + 0.13];
  const to: Point = [isWide ? 0.9 : 0.79, 0.87];
  return [
    { shape: grown, colour: undefined }, // a gap between the badge and what lies below
    { shape: box, colour: ink },
    { shape: text(badge, { from, to, width: 0.09 }), colour: white },
  ];
}

/**
 * Draws the tray's icon in colours that stand out on a light and on a dark panel.
 * @returns a bitmap, as `drawLayers` makes it
 */
export function drawTrayIcon(
  sizePx: number,
  { state, badge }: Pick<TrayView, 'state' | 'badge'>,
): Uint8Array {
  return drawLayers(sizePx, [
    { shape: roundBox([0.02, 0.02], [0.98, 0.98], 0.24), colour: tiles[state] },
    { shape: badge === '' ? signOf(state) : asideBadge(signOf(state)), colour: white },
    ...badgeLayers(badge),
  ]);
}

/** The same for macOS, which colours black parts by itself and shows the number as text beside it. */
export function drawTemplateIcon(sizePx: number, state: TrayState): Uint8Array {
  return drawLayers(sizePx, [
    { shape: roundBox([0.04, 0.08], [0.96, 0.92], 0.22), colour: [0, 0, 0] },
    { shape: signOf(state), colour: undefined },
  ]);
}

/** The number alone, for the corner of a button in the taskbar. */
export function drawOverlay(sizePx: number, badge: string): Uint8Array {
  const [from, to]: [Point, Point] =
    badge.length > 1
      ? [
          [0.16, 0.24],
          [0.86, 0.76],
        ]
      : [
          [0.3, 0.2],
          [0.7, 0.8],
        ];
  return drawLayers(sizePx, [
    { shape: disc([0.5, 0.5], 0.5), colour: tiles.normal },
    { shape: text(badge, { from, to, width: 0.12 }), colour: white },
  ]);
}
