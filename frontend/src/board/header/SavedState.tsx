import { Popover, UnstyledButton } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCheck,
  IconCloud,
  IconCloudOff,
  IconRefresh,
} from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { type Connection, useConnection } from "@/session";
import { useAnnounce } from "../announce";
import classes from "./SavedState.module.css";

/** Quick saves would make the words flicker: what is saved is told a moment later, never earlier. */
const SETTLE_MS = 350;

/** Whether what one did is stored, as it is. */
export function SavedState() {
  const connection = useConnection();
  const shown = useSettled(connection);
  const announce = useAnnounce();
  const { label, explanation } = describe(shown);

  const told = useRef<Connection["state"]>("connecting");
  useEffect(() => {
    const before = told.current;
    told.current = shown.state;
    const away = (state: Connection["state"]) => state === "offline" || state === "refused";
    if (away(shown.state) && before !== shown.state) announce(`${label}. ${explanation}`);
    else if (away(before) && shown.state === "saved") announce("Back online. Everything is saved.");
  }, [shown, label, explanation, announce]);

  return (
    <Popover position="bottom-start" width={260} withArrow={false}>
      <Popover.Target>
        <UnstyledButton
          className={classes.state}
          data-saved-state={connection.state}
          data-unsaved={connection.unsaved}
          data-look={shown.state}
          aria-label={label}
        >
          <Icon state={shown.state} />
          <span className={classes.word}>{label}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.explanation}>{explanation}</Popover.Dropdown>
    </Popover>
  );
}

function Icon({ state }: { state: Connection["state"] }) {
  const props = { size: 15, stroke: 1.9, "aria-hidden": true };
  switch (state) {
    case "saved":
      return <IconCheck {...props} />;
    case "saving":
      return <IconRefresh {...props} />;
    case "offline":
      return <IconCloudOff {...props} />;
    case "connecting":
      return <IconCloud {...props} />;
    case "refused":
      return <IconAlertTriangle {...props} />;
  }
}

export function changes(count: number): string {
  return count === 1 ? "1 change" : `${count} changes`;
}

function describe({ state, unsaved, reason }: Connection): { label: string; explanation: string } {
  switch (state) {
    case "saved":
      return { label: "Saved", explanation: "Everything you did is stored on the server." };
    case "saving":
      return { label: "Saving…", explanation: "Your last changes are on their way to the server." };
    case "offline":
      return {
        label: unsaved > 0 ? `Offline · ${changes(unsaved)} not sent` : "Offline",
        explanation:
          "Go on working. What you change is kept in this browser, and sent as soon as there is a connection.",
      };
    case "connecting":
      return { label: "Connecting…", explanation: "The board is being opened." };
    case "refused":
      return {
        label: unsaved > 0 ? `Not saved · ${changes(unsaved)}` : "Not connected",
        explanation: reason ?? "The server does not let you on this board.",
      };
  }
}

function useSettled(connection: Connection): Connection {
  const [shown, setShown] = useState(connection);
  const settling = connection.state === "saved" && shown.state !== "saved";
  // While rendering, not in an effect: one update after each key makes React take fast typing for
  // an endless loop.
  if (!settling && shown !== connection) setShown(connection);
  useEffect(() => {
    if (!settling) return;
    const timer = setTimeout(() => setShown(connection), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [settling, connection]);
  return settling ? shown : connection;
}
