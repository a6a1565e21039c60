import type { Channel } from "@/plan/types";

/**
 * What a choice of channels leaves out, in a sentence, or null. The most telling one comes first:
 * a plan whose people cannot answer informs them, and does not engage them.
 */
export function channelGap(channels: readonly Channel[]): string | null {
  if (channels.length === 0) return null;
  if (channels.every(({ twoWay }) => !twoWay)) {
    return "Every channel is one-way: people will hear you, and you will not hear them.";
  }
  if (channels.every(({ time }) => time === "same")) {
    return "Every channel asks people to be there at the same time: who cannot is left out.";
  }
  if (channels.every(({ time }) => time === "any")) {
    return "No channel brings people together at the same time: trust and quick decisions need that.";
  }
  if (channels.every(({ formality }) => formality === "formal")) {
    return "Every channel is formal: people may not say there what they think.";
  }
  return null;
}
