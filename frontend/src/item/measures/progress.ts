import type { Measure, Reading } from "@/plan/types";

/** The last reading that has a value, or null. */
export function latestReading(measure: Measure): (Reading & { value: number }) | null {
  const { readings } = measure;
  for (let index = readings.length - 1; index >= 0; index--) {
    const reading = readings[index];
    if (reading && reading.value !== null) return { ...reading, value: reading.value };
  }
  return null;
}

/**
 * How far along a measure is from its baseline to its target: 0 at the baseline, 1 at the target,
 * below and above them as it is. Without a baseline, from the first reading, and without one that
 * is away from the target, it cannot be said: null. A target below the baseline counts down.
 */
export function progressOf(measure: Measure): number | null {
  const { target } = measure;
  const latest = latestReading(measure);
  if (target === null || latest === null) return null;
  const first = measure.readings.find(({ value }) => value !== null);
  const baseline = measure.baseline ?? (first && first.id !== latest.id ? first.value : null);
  if (baseline === null || baseline === target) {
    return latest.value === target ? 1 : null;
  }
  return (latest.value - baseline) / (target - baseline);
}

/** What the progress is in words, for people who cannot or need not see the chart. */
export function progressText(measure: Measure): string {
  const latest = latestReading(measure);
  const progress = progressOf(measure);
  if (latest === null) return measure.target === null ? "No target yet" : "No reading yet";
  if (progress === null) return measure.target === null ? "No target yet" : "";
  if (progress >= 1) return progress > 1 ? "Target exceeded" : "Target reached";
  if (progress < 0) return "Further away than at the start";
  return `${Math.floor(progress * 100)}% of the way`;
}

const numbers = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 4 });

/** A value with its unit: "42%", "€ 1,200", "3.5 days". */
export function valueText(value: number | null, unit: string): string {
  if (value === null) return "–";
  const text = numbers.format(value);
  const word = unit.trim();
  if (word === "") return text;
  if (word === "%" || word === "‰") return `${text}${word}`;
  return /^\p{Sc}$/u.test(word) ? `${word}${text}` : `${text} ${word}`;
}

/**
 * A number as people write it: with spaces or commas between thousands, with a comma or a point
 * before decimals. Undefined for what is no number, null for nothing.
 */
export function parseNumber(text: string): number | null | undefined {
  let plain = text
    .trim()
    .replaceAll(/[\s\u00a0\u202f']/g, "")
    .replace("\u2212", "-");
  if (plain === "") return null;
  const commas = plain.split(",").length - 1;
  if (commas === 1 && !plain.includes(".") && !/^-?[1-9]\d{0,2},\d{3}$/.test(plain)) {
    plain = plain.replace(",", ".");
  } else if (/^-?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/.test(plain)) {
    plain = plain.replaceAll(",", "");
  }
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}
