import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCloudOff, IconEye, IconLock } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useConnection, useItem, useSession } from "@/session";
import { kindName } from "@/ui";
import classes from "./Banners.module.css";
import { changes } from "./header/SavedState";

/** A short cut-off is no news. */
const OFFLINE_AFTER_MS = 2500;

/** What one should know about the board before one goes on. */
export function Banners({ onShow }: { onShow(item: string): void }) {
  const session = useSession();
  const { state, unsaved, reason } = useConnection();
  const away = useHeld(state === "offline", OFFLINE_AFTER_MS);
  return (
    <>
      {state === "refused" && (
        <div className={classes.banner} data-tone="danger" role="alert">
          <IconAlertTriangle size={16} aria-hidden="true" />
          <p>
            {reason ?? "The server does not let you on this board any more."}
            {unsaved > 0 && ` ${sentence(changes(unsaved), unsaved)} not stored on the server.`}
          </p>
          <Button size="compact-sm" variant="default" onClick={() => window.location.reload()}>
            Reload
          </Button>
        </div>
      )}
      {away && (
        <div className={classes.away}>
          <IconCloudOff size={16} aria-hidden="true" />
          <p>
            No connection. Go on working: what you change is kept in this browser and sent when you
            are back{unsaved > 0 ? ` (${changes(unsaved)} so far)` : ""}.
          </p>
        </div>
      )}
      {session.locked && state !== "refused" && <Locked within={session.within} onShow={onShow} />}
      {!session.canEdit && !session.locked && state !== "refused" && (
        <div className={classes.banner}>
          <IconEye size={16} aria-hidden="true" />
          <p>
            {session.role === "commenter"
              ? "You are here as a commenter: you can comment and suggest changes, not make them."
              : "You can read this board. To change it, ask one of its owners."}
          </p>
        </div>
      )}
    </>
  );
}

/** The facilitator has locked the board, perhaps all but one item and what is below it. */
function Locked({ within, onShow }: { within: string | null; onShow(item: string): void }) {
  const open = useItem(within);
  return (
    <div className={classes.banner} data-tone="locked" role="status">
      <IconLock size={16} aria-hidden="true" />
      {within === null ? (
        <p>Locked by the facilitator: for now you can read this board, not change it.</p>
      ) : open ? (
        <>
          <p>
            Locked by the facilitator. Open to you:{" "}
            <strong>{open.title || `Untitled ${kindName(open.kind).toLowerCase()}`}</strong> and
            what is below it.
          </p>
          <Button size="compact-sm" flex="none" variant="default" onClick={() => onShow(open.id)}>
            Show it
          </Button>
        </>
      ) : (
        <p>Locked by the facilitator. The part that was open to you is not here any more.</p>
      )}
    </div>
  );
}

function sentence(what: string, count: number): string {
  return `${what} ${count === 1 ? "is" : "are"}`;
}

function useHeld(on: boolean, milliseconds: number): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!on) {
      setHeld(false);
      return;
    }
    const timer = setTimeout(() => setHeld(true), milliseconds);
    return () => clearTimeout(timer);
  }, [on, milliseconds]);
  return held;
}
