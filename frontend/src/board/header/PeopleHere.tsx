import { Popover, UnstyledButton } from "@mantine/core";
import { IconEye, IconUsers } from "@tabler/icons-react";
import { type CSSProperties, useState } from "react";
import { type Peer, usePeers, usePlan, useSession } from "@/session";
import { colorFor, isHexColor, PersonAvatar } from "@/ui";
import classes from "./PeopleHere.module.css";

const MAX_SHOWN = 4;

/** Each person once, however many windows they have; oneself is not among them. */
export function others(peers: readonly Peer[], me: string): Peer[] {
  const found = new Map<string, Peer>();
  for (const peer of peers) {
    if (peer.id === me) continue;
    const known = found.get(peer.id);
    // Of several windows, one that says where they are.
    if (!known || (known.item === null && peer.item !== null)) found.set(peer.id, peer);
  }
  return [...found.values()];
}

/** Who is on the board now. A click on somebody follows them. */
export function PeopleHere({
  following,
  onFollow,
}: {
  following: Peer | null;
  onFollow(clientId: number | null): void;
}) {
  const session = useSession();
  const peers = others(usePeers(), session.me.id);
  const plan = usePlan();
  const [opened, setOpened] = useState(false);
  const shown = peers.slice(0, MAX_SHOWN);

  const place = (peer: Peer) => {
    const item = peer.item === null ? undefined : plan.items.get(peer.item);
    if (item) return item.title || "Untitled";
    return peer.view === "columns" ? "Looking at the columns" : "Looking at the outline";
  };
  const toggle = (peer: Peer) => {
    setOpened(false);
    onFollow(following?.id === peer.id ? null : peer.clientId);
  };

  return (
    <div className={classes.people} data-follow-ui>
      <span className={classes.faces}>
        {shown.map((peer) => (
          <UnstyledButton
            key={peer.id}
            className={classes.face}
            data-following={following?.id === peer.id || undefined}
            style={
              {
                "--peer": isHexColor(peer.color) ? peer.color : colorFor(peer.id),
              } as CSSProperties
            }
            aria-pressed={following?.id === peer.id}
            aria-label={`Follow ${peer.name}`}
            title={`${peer.name} · ${place(peer)}`}
            onClick={() => toggle(peer)}
          >
            <PersonAvatar person={peer} size={28} tooltip={false} />
          </UnstyledButton>
        ))}
      </span>
      <Popover opened={opened} onChange={setOpened} position="bottom-end" width={296} trapFocus>
        <Popover.Target>
          <UnstyledButton
            className={classes.count}
            aria-label={`${peers.length + 1} here now`}
            aria-haspopup="dialog"
            aria-expanded={opened}
            title="Who is here"
            onClick={() => setOpened(!opened)}
          >
            <IconUsers size={15} aria-hidden="true" />
            {peers.length + 1}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p={6} aria-label="Who is here" data-follow-ui>
          <ul className={classes.list}>
            <li className={classes.person}>
              <PersonAvatar person={session.me} size={28} tooltip={false} />
              <span className={classes.words}>
                <span className={classes.name}>{session.me.name} (you)</span>
                <span className={classes.where}>{session.role}</span>
              </span>
            </li>
            {peers.map((peer) => (
              <li key={peer.id}>
                <UnstyledButton
                  className={classes.person}
                  aria-pressed={following?.id === peer.id}
                  onClick={() => toggle(peer)}
                >
                  <PersonAvatar person={peer} size={28} tooltip={false} />
                  <span className={classes.words}>
                    <span className={classes.name}>
                      {peer.name}
                      {peer.guest && <span className={classes.guest}>guest</span>}
                    </span>
                    <span className={classes.where}>{place(peer)}</span>
                  </span>
                  <span className={classes.follow}>
                    <IconEye size={14} aria-hidden="true" />
                    {following?.id === peer.id ? "Stop" : "Follow"}
                  </span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
          {peers.length === 0 && (
            <p className={classes.alone}>
              Nobody else is here now. Share the board to plan together.
            </p>
          )}
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
