import { Button } from "@mantine/core";
import { useState } from "react";
import { copyText } from "@/ui";
import { useComments } from "../context";
import { type CommentDoc, plainText } from "../text";
import classes from "./Comment.module.css";

/** The server does not take what one wrote: why, and what can be done with the words. */
export function Refused({ id, reason, body }: { id: string; reason: string; body: CommentDoc }) {
  const { outbox } = useComments();
  const [copied, setCopied] = useState(false);
  return (
    <div className={classes.refused} role="alert">
      <p className={classes.reason}>Not sent: {reason}</p>
      <span className={classes.refusedActions}>
        <Button size="compact-xs" variant="default" onClick={() => outbox.retry(id)}>
          Try again
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void copyText(plainText(body)).then(setCopied)}
        >
          {copied ? "Copied" : "Copy the words"}
        </Button>
        <Button size="compact-xs" variant="subtle" color="red" onClick={() => outbox.drop(id)}>
          Discard
        </Button>
      </span>
    </div>
  );
}
