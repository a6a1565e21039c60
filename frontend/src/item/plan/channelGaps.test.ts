import { describe, expect, it } from "vitest";
import type { Channel } from "@/plan/types";
import { channelGap } from "./channelGaps";

function channel(changes: Partial<Channel>): Channel {
  const usual = { speed: "days", formality: "informal", time: "any", place: "any", twoWay: true };
  return { id: "c", name: "Mail", ...usual, ...changes };
}

describe("what a choice of channels leaves out", () => {
  it("is first of all an answer", () => {
    expect(
      channelGap([channel({ twoWay: false }), channel({ twoWay: false, time: "same" })]),
    ).toMatch(/one-way/);
  });

  it("is who cannot be there, or being there together", () => {
    expect(channelGap([channel({ time: "same" })])).toMatch(/left out/);
    expect(channelGap([channel({ time: "any" })])).toMatch(/together/);
  });

  it("is saying what one thinks", () => {
    const formal = [
      channel({ formality: "formal" }),
      channel({ formality: "formal", time: "same" }),
    ];
    expect(channelGap(formal)).toMatch(/formal/);
  });

  it("is nothing where there is some of each, or no choice yet", () => {
    expect(channelGap([channel({}), channel({ time: "same" })])).toBeNull();
    expect(channelGap([])).toBeNull();
  });
});
