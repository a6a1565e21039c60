import type { Peer } from "@/session";
import { PersonAvatar } from "@/ui";
import classes from "./PeersHere.module.css";

const MAX_SHOWN = 3;

/** Who else is at an item now. */
export function PeersHere({ peers }: { peers: readonly Peer[] }) {
  if (peers.length === 0) return null;
  return (
    <span className={classes.peers} title={`${peers.map(({ name }) => name).join(", ")} here now`}>
      {peers.slice(0, MAX_SHOWN).map((peer) => (
        <PersonAvatar key={peer.id} person={peer} size={18} tooltip={false} />
      ))}
      {peers.length > MAX_SHOWN && (
        <span className={classes.more} data-more={peers.length - MAX_SHOWN} />
      )}
    </span>
  );
}
