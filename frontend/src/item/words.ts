import type { Channel, Kind, Status } from "@/plan/types";

/** What people read for what the document holds as words of the vocabulary. */

export const statusNames: Record<Status, string> = {
  draft: "Draft",
  proposed: "Proposed",
  agreed: "Agreed",
  in_progress: "In progress",
  done: "Done",
  dropped: "Dropped",
};

export function statusName(status: string): string {
  return statusNames[status as Status] ?? sentence(status);
}

/** One line on what each kind is for. */
export const kindPurposes: Record<Kind, string> = {
  mission: "Why you exist, and for whom",
  vision: "The future you want to bring about",
  value: "What you hold to, whatever happens",
  goal: "A lasting result you aim for",
  objective: "A step to a goal that you can measure",
  strategy: "The way you mean to get there",
  action: "One thing that someone does by a date",
  idea: "A thought, before it has its place",
};

/** Words of a document that a newer client may have written. */
export function sentence(word: string): string {
  const words = word.replaceAll(/[_-]+/g, " ").trim();
  return words === "" ? "Unknown" : words.charAt(0).toUpperCase() + words.slice(1);
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

export const speedNames: Record<string, string> = {
  instant: "Instant",
  hours: "Hours",
  days: "Days",
  weeks: "Weeks",
};

export const formalityNames: Record<string, string> = {
  informal: "Informal",
  semi_formal: "Semi-formal",
  formal: "Formal",
};

export const timeNames: Record<string, string> = { same: "Same time", any: "Any time" };
export const placeNames: Record<string, string> = { same: "Same place", any: "Any place" };

/** What a channel asks of people, in a line: "Same time, any place · instant · informal". */
export function channelTraits(channel: Channel): string {
  const time = timeNames[channel.time] ?? sentence(channel.time);
  const place = placeNames[channel.place] ?? sentence(channel.place);
  const speed = speedNames[channel.speed] ?? sentence(channel.speed);
  const formality = formalityNames[channel.formality] ?? sentence(channel.formality);
  return `${time}, ${[place, `· ${speed}`, `· ${formality}`].join(" ").toLowerCase()}`;
}
