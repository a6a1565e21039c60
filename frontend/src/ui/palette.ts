/**
 * Colours that people, guests and stakeholder groups may have. White text on each has a contrast
 * of at least 4.5:1. Neighbours differ strongly, so that the first few taken are told apart.
 */
export const personColors = [
  "#4e68ce",
  "#b15204",
  "#058379",
  "#9e4aa4",
  "#548100",
  "#bd413f",
  "#0177bc",
  "#8f6b02",
  "#7a59c3",
  "#00864b",
  "#b54076",
  "#067f94",
] as const;

export const stakeholderColors = personColors;

const hexColor = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i;

/** Whether the text is a colour that we are ready to draw; what others wrote may be anything. */
export function isHexColor(text: string): boolean {
  return hexColor.test(text);
}

/** A colour for a name or an id, always the same one for the same text. */
export function colorFor(text: string): string {
  let hash = 2166136261;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  }
  return personColors[(hash >>> 0) % personColors.length] ?? personColors[0];
}

/** Relative luminance of a hex colour as WCAG 2 defines it, from 0 (black) to 1 (white). */
export function luminance(hex: string): number {
  const digits = hex.slice(1);
  const step = digits.length === 3 ? 1 : 2;
  const channel = (index: number) => {
    const part = digits.slice(index * step, (index + 1) * step);
    const value = Number.parseInt(step === 1 ? part + part : part, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2);
}

/** The contrast of two hex colours as WCAG 2 defines it, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const darkInk = "#1a2120";
const lightInk = "#ffffff";

/** The text colour, near-black or white, that reads best on a colour. */
export function inkOn(background: string): string {
  if (!isHexColor(background)) return lightInk;
  return contrast(background, lightInk) >= contrast(background, darkInk) ? lightInk : darkInk;
}
