import { notifications } from "@mantine/notifications";
import { IconFileImport } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import classes from "./DropTarget.module.css";

/** The whole window takes a file that is dragged over it. */
export function DropTarget({
  onFile,
  disabled,
}: {
  onFile: (file: File) => void;
  disabled: boolean;
}) {
  const [over, setOver] = useState(false);
  const take = useRef(onFile);
  useEffect(() => {
    take.current = onFile;
  });
  useEffect(() => {
    if (disabled) return;
    // Entering a child comes before leaving its parent: only when as many were left as entered is
    // the file gone from the window.
    let depth = 0;
    const onEnter = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      depth += 1;
      setOver(true);
    };
    const onOver = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    };
    const onLeave = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const files = event.dataTransfer?.files;
      const file = files?.[0];
      if (!file) return;
      if (files.length > 1)
        notifications.show({ message: "One file at a time: the first is taken." });
      take.current(file);
    };
    window.addEventListener("dragenter", onEnter);
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragenter", onEnter);
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onDrop);
      setOver(false);
    };
  }, [disabled]);
  if (!over) return null;
  return (
    <div className={classes.overlay} role="status">
      <div className={classes.box}>
        <IconFileImport size={28} stroke={1.5} aria-hidden="true" />
        <span>Drop a StratML file to make a board of it</span>
      </div>
    </div>
  );
}

function carriesFile(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
