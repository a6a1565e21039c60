import {
  IconArrowRight,
  IconArrowsLeftRight,
  IconGripVertical,
  IconPlus,
  IconTrash,
} from "@tabler/icons-react";
import { useState } from "react";
import { addChannel, changeChannel, moveChannel, removeChannel } from "@/plan/change";
import type { Channel } from "@/plan/types";
import { usePlan, useSession } from "@/session";
import { LineInput } from "../LineInput";
import { formalityNames, placeNames, speedNames, timeNames } from "../words";
import { ChannelMatrix } from "./ChannelMatrix";
import own from "./Channels.module.css";
import classes from "./Fields.module.css";
import { removeWithUndo } from "./removeWithUndo";
import { TraitSelect } from "./TraitSelect";
import { useReorder } from "./useReorder";

/** The ways to reach the people whom the plan concerns, and to hear them. */
export function Channels() {
  const session = useSession();
  const { channels } = usePlan();
  const [fresh, setFresh] = useState<string | null>(null);
  const reorder = useReorder(
    channels.map(({ id }) => id),
    (id, beside) => {
      moveChannel(session.doc, id, beside);
    },
  );
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  return (
    <>
      <p className={classes.lead}>
        Choose a channel by what it asks of people, not by habit: whether they must be there at the
        same time, or in the same place; how fast an answer comes; how formal it feels; and whether
        they can answer at all.
      </p>
      <ChannelMatrix channels={channels} />
      <ul className={classes.list} data-reorder>
        {reorder.shown.map((id) => {
          const channel = byId.get(id);
          return (
            channel && (
              <OneChannel
                key={id}
                channel={channel}
                autoFocus={id === fresh}
                dragged={reorder.dragged === id}
                handle={reorder.handle(id)}
              />
            )
          );
        })}
      </ul>
      {session.canEdit && (
        <button
          type="button"
          className={classes.add}
          onClick={() => {
            setFresh(
              addChannel(session.doc, {
                name: "",
                speed: "days",
                formality: "informal",
                time: "any",
                place: "any",
                twoWay: true,
              }),
            );
          }}
        >
          <IconPlus size={15} aria-hidden="true" />
          Add a channel
        </button>
      )}
    </>
  );
}

function OneChannel({
  channel,
  autoFocus,
  dragged,
  handle,
}: {
  channel: Channel;
  autoFocus: boolean;
  dragged: boolean;
  handle: ReturnType<ReturnType<typeof useReorder>["handle"]>;
}) {
  const session = useSession();
  const { doc, canEdit } = session;
  const name = channel.name || "Unnamed channel";
  const change = (changes: Partial<Omit<Channel, "id">>) => {
    changeChannel(doc, channel.id, changes);
  };
  const trait = (field: "speed" | "formality" | "time" | "place") => ({
    value: channel[field],
    onPick: (value: string) => change({ [field]: value }),
    readOnly: !canEdit,
  });
  const Arrow = channel.twoWay ? IconArrowsLeftRight : IconArrowRight;
  return (
    <li
      className={`${classes.row} ${own.channel}`}
      data-id={channel.id}
      data-dragged={dragged || undefined}
    >
      {canEdit ? (
        <button
          type="button"
          className={`${classes.icon} ${classes.handle}`}
          aria-label={`Move ${name}: drag, or use the arrow keys`}
          title="Drag to reorder"
          {...handle}
        >
          <IconGripVertical size={15} aria-hidden="true" />
        </button>
      ) : (
        <span />
      )}
      <div className={own.words}>
        <LineInput
          value={channel.name}
          onCommit={(text) => change({ name: text.trim() })}
          label="Name of the channel"
          placeholder="Name of the channel"
          readOnly={!canEdit}
          className={classes.name}
          autoFocus={autoFocus}
        />
        <div className={own.traits}>
          <TraitSelect label={`Time of ${name}`} names={timeNames} {...trait("time")} />
          <TraitSelect label={`Place of ${name}`} names={placeNames} {...trait("place")} />
          <TraitSelect
            label={`Speed of ${name}`}
            names={speedNames}
            hints={{
              instant: "An answer at once",
              hours: "An answer within hours",
              days: "An answer within days",
              weeks: "An answer within weeks",
            }}
            {...trait("speed")}
          />
          <TraitSelect
            label={`Formality of ${name}`}
            names={formalityNames}
            hints={{
              informal: "People say what they think",
              semi_formal: "Prepared, yet open",
              formal: "On record, and binding",
            }}
            {...trait("formality")}
          />
          <button
            type="button"
            className={own.way}
            role="switch"
            aria-checked={channel.twoWay}
            aria-label={`${name} is two-way`}
            title={channel.twoWay ? "They can answer" : "They cannot answer"}
            disabled={!canEdit}
            onClick={() => change({ twoWay: !channel.twoWay })}
          >
            <Arrow size={13} aria-hidden="true" />
            {channel.twoWay ? "Two-way" : "One-way"}
          </button>
        </div>
      </div>
      {canEdit && (
        <div className={classes.aside}>
          <button
            type="button"
            className={classes.icon}
            aria-label={`Remove ${name}`}
            title="Remove"
            onClick={() =>
              removeWithUndo(session, `“${name}” is no longer in the plan`, () =>
                removeChannel(doc, channel.id),
              )
            }
          >
            <IconTrash size={15} aria-hidden="true" />
          </button>
        </div>
      )}
    </li>
  );
}
