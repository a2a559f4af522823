/** A colour as linear light, red, green, blue, each 0 to 1. */
type Light = readonly [number, number, number];
type Matrix = readonly [Light, Light, Light];

const times = (matrix: Matrix, [r, g, b]: Light): Light => matrix.map(([x, y, z]) => x * r + y * g + z * b) as unknown as Light;

/** @param hex `#rrggbb` */
export function lightOf(hex: string): Light {
  const channel = (at: number): number => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** Contrast of two colours as WCAG 2 reckons it, 1 to 21. */
export function contrast(one: string, other: string): number {
  const luminance = (hex: string): number => {
    const [r, g, b] = lightOf(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

/** How a person without one kind of cone sees linear light: Machado, Oliveira and Fernandes, 2009, severity 1. */
export const SIGHTS: Readonly<Record<'normal' | 'protanopia' | 'deuteranopia' | 'tritanopia', Matrix>> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

/** Lightness and two axes of colour in which equal distances look about equally far apart: Oklab, Ottosson, 2020. */
function oklab(light: Light): Light {
  const cones = times([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]], light);
  const roots = cones.map((cone) => Math.cbrt(cone)) as unknown as Light;
  return times([[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.8086757660]], roots);
}

/** How far apart two colours look, in hundredths of Oklab: about 2 can just be seen side by side, black and white are 100 apart. */
export function distance(one: string, other: string, sight: keyof typeof SIGHTS): number {
  const seen = (hex: string): Light => oklab(times(SIGHTS[sight], lightOf(hex)).map((part) => Math.min(1, Math.max(0, part))) as unknown as Light);
  const [a, b] = [seen(one), seen(other)];
  return 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
