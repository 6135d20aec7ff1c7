import { describe, expect, test } from '@jest/globals';
import { type ColourName, palettes, type ThemeName } from '../../src/page/palette.ts';

const themes = Object.keys(palettes) as ThemeName[];

/** Red, green and blue from 0 to 1, as light adds up. */
function linear(colour: string): [number, number, number] {
  const part = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

const luminance = ([red, green, blue]: readonly number[]): number =>
  0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);

function contrast(a: readonly number[], b: readonly number[]): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

// How those see who lack one kind of cone: Machado, Oliveira and Fernandes 2009, severity 1.
const blindness = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const;

const seen = (colour: readonly number[], kind: keyof typeof blindness): number[] =>
  blindness[kind].map((row) =>
    Math.max(
      0,
      row.reduce<number>((sum, factor, index) => sum + factor * (colour[index] ?? 0), 0),
    ),
  );

/** Distance in the colour space OKLab, in which 0.02 can just be told. */
function distance(a: readonly number[], b: readonly number[]): number {
  const [one, other] = [lab(a), lab(b)];
  return Math.hypot(...one.map((value, index) => value - (other[index] ?? 0)));
}

function lab([red = 0, green = 0, blue = 0]: readonly number[]): number[] {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const texts: readonly ColourName[] = ['text', 'quiet', 'link', 'better', 'worse'];
const marks: readonly ColourName[] = [
  'success',
  'failedRun',
  'rolledBack',
  'incident',
  'coding',
  'review',
  'deploy',
  'edge',
];
const outcomes: readonly ColourName[] = ['success', 'failedRun', 'rolledBack', 'incident'];
const pairs = outcomes.flatMap((one, index) =>
  outcomes.slice(index + 1).map((other) => [one, other] as const),
);

describe.each(themes)('the %s colours', (theme) => {
  const colour = (name: ColourName) => linear(palettes[theme][name]);

  test.each(texts)('%s can be read on every ground (4.5)', (name) => {
    for (const ground of ['surface', 'page'] as const)
      expect(contrast(colour(name), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(marks)('%s can be seen on a card (3)', (name) => {
    expect(contrast(colour(name), colour('surface'))).toBeGreaterThanOrEqual(3);
  });

  test.each(Object.keys(blindness) as (keyof typeof blindness)[])(
    'the outcomes of deployments are told apart with %s',
    (kind) => {
      for (const [one, other] of pairs) {
        const apart = distance(seen(colour(one), kind), seen(colour(other), kind));
        expect([one, other, apart > 0.1]).toEqual([one, other, true]);
      }
    },
  );
});
