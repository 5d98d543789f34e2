import type { TFunction } from 'i18next';

/** What a hand does, and what for. */
export interface Gesture {
  readonly id: string;
  readonly name: string;
  readonly how: string;
}

const mouse = [
  'foreground',
  'background',
  'scribble',
  'movePoint',
  'removePoint',
  'zoom',
  'size',
  'pan',
] as const;
const pen = ['draw', 'pressure'] as const;
const touch = ['draw', 'view'] as const;
const keys = ['finish', 'drop', 'back', 'nudge'] as const;

/** All gestures by what makes them, each list with its title. */
export function gesturesOf(t: TFunction): readonly (readonly [string, readonly Gesture[]])[] {
  return [
    [
      t('gesture.title.mouse'),
      mouse.map((id) => ({
        id,
        name: t(`gesture.mouse.${id}`),
        how: t(`gesture.mouse.${id}Keys`),
      })),
    ],
    [
      t('gesture.title.pen'),
      pen.map((id) => ({ id, name: t(`gesture.pen.${id}`), how: t(`gesture.pen.${id}Keys`) })),
    ],
    [
      t('gesture.title.touch'),
      touch.map((id) => ({
        id,
        name: t(`gesture.touch.${id}`),
        how: t(`gesture.touch.${id}Keys`),
      })),
    ],
    [
      t('gesture.title.keys'),
      keys.map((id) => ({ id, name: t(`gesture.keys.${id}`), how: t(`gesture.keys.${id}Keys`) })),
    ],
  ];
}
