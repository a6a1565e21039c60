import { Button, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { copyText } from "@/ui";
import classes from "./CopyField.module.css";

/** Something to be copied whole: an address, or code. */
export function CopyField({
  label,
  description,
  value,
}: {
  label: string;
  description?: string;
  value: string;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2500);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    if (await copyText(value)) setCopied(true);
    else {
      notifications.show({
        color: "red",
        title: "The browser did not let us copy",
        message: value,
        autoClose: false,
      });
    }
  };

  return (
    <div className={classes.field}>
      <TextInput
        className={classes.input}
        classNames={{ input: classes.text }}
        label={label}
        description={description}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        className={classes.copy}
        data-copied={copied || undefined}
        aria-label={copied ? `${label}: copied` : `Copy: ${label}`}
        leftSection={
          copied ? <IconCheck size={14} stroke={2.5} /> : <IconCopy size={14} stroke={2} />
        }
        onClick={() => void copy()}
      >
        {copied ? "Copied" : "Copy"}
      </Button>
      <span role="status" className={classes.hidden}>
        {copied && "Copied."}
      </span>
    </div>
  );
}
