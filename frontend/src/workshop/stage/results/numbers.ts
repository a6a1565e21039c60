import type { ResultOption, VoteMethod } from "../../types";

/** A result, as far as its numbers go. */
export interface Tally {
  method: VoteMethod;
  options: readonly Pick<ResultOption, "id" | "title" | "score" | "counts" | "rank">[];
  ballots: number;
  eligible: number;
}

type Counted = Tally["options"][number];

/** How long the bar of an option is, from 0 to 1. */
export function barOf(tally: Tally, option: Counted, highest: number): number {
  const most = tally.method === "score" ? highest : Math.max(...tally.options.map((o) => o.score));
  return most > 0 ? Math.min(Math.max(option.score / most, 0), 1) : 0;
}

/** What stands at the end of an option's bar. */
export function scoreWords(method: VoteMethod, { score, counts }: Counted): string {
  if (method === "dots") {
    const voters = counts.voters ?? 0;
    return score === 0
      ? "No dots"
      : `${count(score, "dot")} from ${voters === 1 ? "1 person" : `${voters} people`}`;
  }
  if (method === "ranked") {
    const first = counts["1"] ?? 0;
    return `${count(score, "point")}${first > 0 ? `, first for ${first}` : ""}`;
  }
  if (method === "score") {
    const rated = total(counts);
    return rated === 0 ? "Not rated" : `${decimal(score)} from ${rated}`;
  }
  return decimal(score);
}

export interface Part {
  answer: string;
  count: number;
  /** Of all who answered, from 0 to 1. */
  share: number;
}

/** The answers to an option as parts of a whole, in the order of the answers. */
export function partsOf(option: Counted, answers: readonly string[]): Part[] {
  const all = answers.reduce((sum, answer) => sum + (option.counts[answer] ?? 0), 0);
  return answers.map((answer) => {
    const given = option.counts[answer] ?? 0;
    return { answer, count: given, share: all === 0 ? 0 : given / all };
  });
}

/** Of those who could vote, how many did: from 0 to 1. */
export function turnout({ ballots, eligible }: Pick<Tally, "ballots" | "eligible">): number {
  return eligible > 0 ? Math.min(ballots / eligible, 1) : 0;
}

/** The options that come first; more than one where they are level. None where nobody chose. */
export function leaders(tally: Tally): readonly Counted[] {
  if (tally.ballots === 0) return [];
  const first = tally.options.filter(({ rank }) => rank === 1);
  const chosen = first.some(({ score, counts }) => score !== 0 || total(counts) > 0);
  return chosen ? first : [];
}

/** What a result says, in one sentence. */
export function verdict(tally: Tally): string {
  const first = leaders(tally);
  const [one] = first;
  if (!one) return "Nobody voted.";
  if (tally.method === "consent") return consentVerdict(tally);
  if (tally.method === "yesno" && tally.options.length === 1) return yesNoVerdict(one);
  if (first.length === tally.options.length && first.length > 1) return "All options are level.";
  if (first.length > 1) {
    return `${first.length} options are level: ${list(first.map(({ title }) => `“${title}”`))}.`;
  }
  return `“${one.title}” comes first.`;
}

function consentVerdict(tally: Tally): string {
  const objections = (option: Counted) => option.counts.objection ?? 0;
  const concerns = (option: Counted) => option.counts.concern ?? 0;
  if (tally.options.length > 1) {
    const free = tally.options.filter((option) => objections(option) === 0);
    if (free.length === 0) return "There is an objection to each option.";
    if (free.length === tally.options.length)
      return "Consent: there is no objection to any option.";
    return `Consent to ${list(free.map(({ title }) => `“${title}”`))}; there are objections to the rest.`;
  }
  const [one] = tally.options;
  if (!one) return "Nobody voted.";
  if (objections(one) > 0) return `No consent yet: ${count(objections(one), "objection")}.`;
  const heard = concerns(one) > 0 ? `, with ${count(concerns(one), "concern")} to hear` : "";
  return `Consent: nobody objects${heard}.`;
}

function yesNoVerdict({ counts }: Counted): string {
  const yes = counts.yes ?? 0;
  const no = counts.no ?? 0;
  const abstained = counts.abstain ? `, ${counts.abstain} abstained` : "";
  if (yes === no) return `Level: ${yes} yes and ${no} no${abstained}.`;
  return yes > no ? `Yes: ${yes} to ${no}${abstained}.` : `No: ${no} to ${yes}${abstained}.`;
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, value) => sum + value, 0);
}

/** At most one decimal, and none where it says nothing. */
export function decimal(value: number): string {
  return String(Math.round(value * 10) / 10).replace("-", "−");
}

function count(value: number, word: string): string {
  return `${decimal(value)} ${word}${value === 1 ? "" : "s"}`;
}

function list(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
