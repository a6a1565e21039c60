import { IconArrowRight, IconArrowsLeftRight, IconMessages } from "@tabler/icons-react";
import { setChannel } from "@/plan/change";
import type { Channel } from "@/plan/types";
import { useItem, useMayEdit, usePlan, useSession } from "@/session";
import { channelTraits } from "../words";
import { FloatingMenu } from "./FloatingMenu";
import classes from "./Menus.module.css";
import { PickList } from "./PickList";

/** Through which channels an item reaches its people. */
export function ChannelMenu({
  itemId,
  tags = false,
  onManage,
  className,
}: {
  itemId: string;
  /** Shows the channels' names, rather than how many there are. */
  tags?: boolean;
  /** The way to the plan's list of channels. */
  onManage?: () => void;
  className?: string;
}) {
  const session = useSession();
  const canEdit = useMayEdit(itemId);
  const { channels } = usePlan();
  const chosen = useItem(itemId)?.channels ?? [];
  const shown = channels.filter(({ id }) => chosen.includes(id));
  if (!canEdit && shown.length === 0 && !tags) return null;
  const names = shown.map(({ name }) => name || "Unnamed channel").join(", ");
  return (
    <FloatingMenu
      label={names ? `Channels: ${names}` : canEdit ? "Choose channels" : "No channels"}
      title={tags ? undefined : names || "No channels"}
      trigger={<ChannelsShown shown={shown} tags={tags} />}
      disabled={!canEdit}
      className={className}
      width={308}
    >
      {(close) => (
        <PickList
          label="Channels"
          multiple
          empty="The plan has no channels yet."
          choices={channels.map((channel) => ({
            value: channel.id,
            label: channel.name || "Unnamed channel",
            hint: channelTraits(channel),
            icon: <ChannelArrow twoWay={channel.twoWay} />,
            picked: chosen.includes(channel.id),
          }))}
          onPick={(id) => setChannel(session.doc, itemId, id, !chosen.includes(id))}
          footer={
            onManage && (
              <button
                type="button"
                className={classes.action}
                onClick={() => {
                  close();
                  onManage();
                }}
              >
                <IconMessages size={14} aria-hidden="true" />
                The plan’s channels…
              </button>
            )
          }
        />
      )}
    </FloatingMenu>
  );
}

function ChannelsShown({ shown, tags }: { shown: readonly Channel[]; tags: boolean }) {
  if (shown.length === 0) {
    return tags ? (
      <span className={classes.nothing}>None chosen</span>
    ) : (
      <span className={classes.ghost}>
        <IconMessages size={13} aria-hidden="true" />
      </span>
    );
  }
  if (!tags) {
    return (
      <span className={classes.due}>
        <IconMessages size={13} aria-hidden="true" />
        {shown.length}
      </span>
    );
  }
  return (
    <span className={classes.tags}>
      {shown.map((channel) => (
        <ChannelTag key={channel.id} channel={channel} />
      ))}
    </span>
  );
}

/** Whether people can answer. */
export function ChannelArrow({ twoWay }: { twoWay: boolean }) {
  const Arrow = twoWay ? IconArrowsLeftRight : IconArrowRight;
  return <Arrow size={12} role="img" aria-label={twoWay ? "Two-way" : "One-way"} />;
}

/** A channel's name, and by its arrow whether it also carries answers. */
export function ChannelTag({ channel }: { channel: Channel }) {
  return (
    <span className={classes.channel}>
      <ChannelArrow twoWay={channel.twoWay} />
      <span className={classes.cut}>{channel.name || "Unnamed channel"}</span>
    </span>
  );
}
