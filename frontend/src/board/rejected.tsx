import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import type { LostText } from "@/session";
import { copyText } from "@/ui";
import classes from "./rejected.module.css";

const SHOWN = 3;

/** Says that changes made here were not taken, and keeps what was written in reach. */
export function tellOfRejection(lost: readonly LostText[]): void {
  notifications.show({
    color: "red",
    autoClose: false,
    title: "Your last changes were not taken",
    message: <Rejected lost={lost} />,
  });
}

export function Rejected({ lost }: { lost: readonly LostText[] }) {
  const [copied, setCopied] = useState(false);
  const words = "You may not write there now, so the board was loaded anew without them.";
  if (lost.length === 0) return <p className={classes.words}>{words}</p>;
  const all = lost.map(({ text }) => text).join("\n\n");
  return (
    <div className={classes.rejected}>
      <p className={classes.words}>{words} This is what you had written:</p>
      <ul className={classes.list}>
        {lost.slice(0, SHOWN).map(({ item, field, text }) => (
          <li key={`${item} ${field}`}>{text}</li>
        ))}
      </ul>
      {lost.length > SHOWN && <p className={classes.words}>and {lost.length - SHOWN} more</p>}
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void copyText(all).then((done) => setCopied(done))}
      >
        {copied ? "Copied" : "Copy it"}
      </Button>
    </div>
  );
}
