/** How people see colours: most of them, and those to whom one kind of cone is missing. */
export const colorVisions = ['usual', 'protan', 'deutan', 'tritan'] as const;

export type ColorVision = (typeof colorVisions)[number];

/** A colour as each vision sees it: L, a, b of OKLab, vision by vision; length 12. */
export type SeenColor = Float64Array;

type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/** On linear RGB, the whole of a kind of cone missing. Source: Machado, Oliveira & Fernandes 2009. */
const simulations: Readonly<Record<ColorVision, Matrix>> = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deutan: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  tritan: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
};

/** What each vision makes of a colour. @param color CSS hex, #rrggbb; anything else is seen as black */
export function seenColorOf(color: string): SeenColor {
  const rgb = linearRgbOf(color);
  const seen = new Float64Array(3 * colorVisions.length);
  for (const [index, vision] of colorVisions.entries()) {
    seen.set(oklabOf(product(simulations[vision], rgb)), 3 * index);
  }
  return seen;
}

/** How far apart two colours are to one vision, in OKLab; black and white are 1 apart. */
export function distanceFor(vision: ColorVision, a: SeenColor, b: SeenColor): number {
  return Math.sqrt(squareAt(3 * colorVisions.indexOf(vision), a, b));
}

/** How far apart two colours are to whoever tells them apart worst. */
export function leastDistance(a: SeenColor, b: SeenColor): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < a.length; at += 3) least = Math.min(least, squareAt(at, a, b));
  return Math.sqrt(least);
}

function squareAt(at: number, a: SeenColor, b: SeenColor): number {
  const lightness = (a[at] ?? 0) - (b[at] ?? 0);
  const green = (a[at + 1] ?? 0) - (b[at + 1] ?? 0);
  const blue = (a[at + 2] ?? 0) - (b[at + 2] ?? 0);
  return lightness * lightness + green * green + blue * blue;
}

type Triple = readonly [number, number, number];

function linearRgbOf(color: string): Triple {
  const value = /^#[0-9a-f]{6}$/iu.test(color) ? Number.parseInt(color.slice(1), 16) : 0;
  return [linear(value >> 16), linear((value >> 8) & 255), linear(value & 255)];
}

/** Source: sRGB, IEC 61966-2-1. */
function linear(byte: number): number {
  const share = byte / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function product([a, b, c, d, e, f, g, h, i]: Matrix, [x, y, z]: Triple): Triple {
  return [a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z];
}

const toCones: Matrix = [
  0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619,
  0.2817188376, 0.6299787005,
];
const toLab: Matrix = [
  0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371,
  0.7827717662, -0.808675766,
];

/** Source: Ottosson 2020, "A perceptual color space for image processing". */
function oklabOf([red, green, blue]: Triple): Triple {
  const shown: Triple = [inRange(red), inRange(green), inRange(blue)];
  const [long, middle, short] = product(toCones, shown);
  return product(toLab, [Math.cbrt(long), Math.cbrt(middle), Math.cbrt(short)]);
}

function inRange(share: number): number {
  return Math.min(1, Math.max(0, share));
}
