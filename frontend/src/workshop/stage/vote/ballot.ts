import type { Choice } from "../../types";

/**
 * Filling in a ballot. Choices are never changed in place: each edit answers the ballot as it is
 * then, the same object where nothing is different.
 */
export type Choices = Readonly<Record<string, Choice>>;

/** Dots that are set, on any option. */
export function dotsUsed(choices: Choices): number {
  let used = 0;
  for (const dots of Object.values(choices)) if (typeof dots === "number") used += dots;
  return used;
}

export interface DotRules {
  /** Dots for all options together. */
  budget: number;
  /** The most on one option; absent: all of the budget. */
  most?: number;
}

/** Whether one more dot may go on an option. */
export function mayAddDot(choices: Choices, option: string, { budget, most }: DotRules): boolean {
  if (dotsUsed(choices) >= budget) return false;
  return most === undefined || numberOf(choices, option) < most;
}

/** One more dot on an option, where the rules let it. */
export function addDot(choices: Choices, option: string, rules: DotRules): Choices {
  if (!mayAddDot(choices, option, rules)) return choices;
  return { ...choices, [option]: numberOf(choices, option) + 1 };
}

/** One dot less on an option. */
export function removeDot(choices: Choices, option: string): Choices {
  const dots = numberOf(choices, option);
  if (dots === 0) return choices;
  return dots === 1 ? without(choices, option) : { ...choices, [option]: dots - 1 };
}

/** The options that are ranked, the first choice first. Equal ranks keep the order of the options. */
export function rankedIn(choices: Choices, options: readonly string[]): string[] {
  return options
    .filter((option) => numberOf(choices, option) > 0)
    .sort((one, other) => numberOf(choices, one) - numberOf(choices, other));
}

/** The ballot that ranks these options: 1 for the first. */
export function ranking(order: readonly string[]): Choices {
  return Object.fromEntries(order.map((option, index) => [option, index + 1]));
}

/** Put an option at a place of the ranking, from 0; one that is not ranked yet comes in there. */
export function rankAt(order: readonly string[], option: string, place: number): string[] {
  const rest = order.filter((one) => one !== option);
  const at = Math.min(Math.max(place, 0), rest.length);
  return [...rest.slice(0, at), option, ...rest.slice(at)];
}

/** One answer to an option; null takes it back. */
export function choose(choices: Choices, option: string, answer: Choice | null): Choices {
  if (answer === null) return option in choices ? without(choices, option) : choices;
  return sameChoice(choices[option], answer) ? choices : { ...choices, [option]: answer };
}

export function numberOf(choices: Choices, option: string): number {
  const value = choices[option];
  return typeof value === "number" ? value : 0;
}

/** What a ballot says of the options that are still there. */
export function keepKnown(choices: Choices, options: readonly string[]): Choices {
  const known = Object.entries(choices).filter(([option]) => options.includes(option));
  return known.length === Object.keys(choices).length ? choices : Object.fromEntries(known);
}

export function sameChoices(one: Choices, other: Choices): boolean {
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && sameChoice(one[key], other[key]))
  );
}

function sameChoice(one: Choice | undefined, other: Choice | undefined): boolean {
  if (typeof one !== "object" || typeof other !== "object") return one === other;
  return one.impact === other.impact && one.effort === other.effort;
}

function without(choices: Choices, option: string): Choices {
  const { [option]: _gone, ...rest } = choices;
  return rest;
}
