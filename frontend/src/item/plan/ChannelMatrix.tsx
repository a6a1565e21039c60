import { IconBulb } from "@tabler/icons-react";
import type { Channel } from "@/plan/types";
import { ChannelTag } from "../menus/ChannelMenu";
import own from "./Channels.module.css";
import { channelGap } from "./channelGaps";

const cells = [
  { time: "same", place: "same", good: "Trust, and hard decisions", examples: "workshop, meeting" },
  { time: "same", place: "any", good: "Quick answers, from afar", examples: "call, webinar" },
  { time: "any", place: "same", good: "Passing by, again and again", examples: "notice board" },
  { time: "any", place: "any", good: "Thought, and who cannot come", examples: "mail, comments" },
] as const;

/** Which channels ask people to be there at once or together, and what the choice leaves out. */
export function ChannelMatrix({ channels }: { channels: readonly Channel[] }) {
  const gap = channelGap(channels);
  return (
    <div className={own.matrixArea}>
      <table className={own.matrix}>
        <caption className={own.caption}>Channels by time and place</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">Same place</th>
            <th scope="col">Any place</th>
          </tr>
        </thead>
        <tbody>
          {(["same", "any"] as const).map((time) => (
            <tr key={time}>
              <th scope="row">{time === "same" ? "Same time" : "Any time"}</th>
              {(["same", "any"] as const).map((place) => (
                <Cell
                  key={place}
                  cell={cells.find((cell) => cell.time === time && cell.place === place)}
                  channels={channels.filter((one) => one.time === time && one.place === place)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {gap && (
        <p className={own.gap} role="status">
          <IconBulb size={15} aria-hidden="true" />
          {gap}
        </p>
      )}
    </div>
  );
}

function Cell({
  cell,
  channels,
}: {
  cell: (typeof cells)[number] | undefined;
  channels: readonly Channel[];
}) {
  return (
    <td data-empty={channels.length === 0 || undefined}>
      <span className={own.good}>{cell?.good}</span>
      {channels.length > 0 ? (
        <span className={own.tags}>
          {channels.map((channel) => (
            <ChannelTag key={channel.id} channel={channel} />
          ))}
        </span>
      ) : (
        <span className={own.examples}>None yet: {cell?.examples}…</span>
      )}
    </td>
  );
}
