import { ActionIcon, Button } from "@mantine/core";
import { IconCheck, IconCopy, IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { copyText } from "./copyText";
import classes from "./ShownOnce.module.css";

/** A secret that the service will not show again: to be copied now. It takes the focus. */
export function ShownOnce({
  label,
  secret,
  children,
  onDone,
}: {
  label: string;
  secret: string;
  children: ReactNode;
  onDone(): void;
}) {
  const [copied, setCopied] = useState<"yes" | "refused" | null>(null);
  const copy = useRef<HTMLButtonElement>(null);
  useEffect(() => copy.current?.focus(), []);
  return (
    <section className={classes.root} aria-label={label}>
      <div className={classes.head}>
        <p className={classes.text}>{children}</p>
        <ActionIcon size={28} aria-label={`Put away: ${label}`} title="Put away" onClick={onDone}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <div className={classes.row}>
        <code className={classes.secret}>{secret}</code>
        <Button
          ref={copy}
          className={classes.copy}
          leftSection={
            copied === "yes" ? <IconCheck size={16} stroke={2.5} /> : <IconCopy size={16} />
          }
          onClick={() => void copyText(secret).then((done) => setCopied(done ? "yes" : "refused"))}
        >
          {copied === "yes" ? "Copied" : "Copy"}
        </Button>
      </div>
      <p role="status" className={classes.status}>
        {copied === "refused" && "The browser did not let us copy. Select it and copy it yourself."}
      </p>
    </section>
  );
}
