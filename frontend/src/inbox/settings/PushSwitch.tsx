import { Button } from "@mantine/core";
import { IconBellRinging } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { explain, Problem } from "@/api";
import { inboxKeys } from "../api";
import { type PushState, pushState, turnPushOff, turnPushOn } from "./push";
import classes from "./Settings.module.css";

const words: Readonly<Record<PushState, string>> = {
  on: "This browser shows what happens, also while Planhall is closed.",
  off: "Let this browser show what happens, also while Planhall is closed.",
  blocked:
    "This browser keeps Planhall from showing notifications. Allow them in its settings for this site (beside the address), then come back.",
  unsupported:
    "This browser cannot show them here. On an iPhone or iPad, add Planhall to the home screen first; a private window does not have them.",
};

/** Whether this browser tells of news by itself. */
export function PushSwitch() {
  const queries = useQueryClient();
  const [state, setState] = useState<PushState | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    let gone = false;
    const look = () =>
      void pushState()
        .catch((): PushState => "unsupported")
        .then((now) => gone || setState(now));
    look();
    // Back from the browser's settings it may be another.
    window.addEventListener("focus", look);
    return () => {
      gone = true;
      window.removeEventListener("focus", look);
    };
  }, []);

  async function turn(change: () => Promise<PushState>) {
    setBusy(true);
    setFailure(null);
    try {
      setState(await change());
      void queries.invalidateQueries({ queryKey: inboxKeys.settings });
    } catch (error) {
      setFailure(
        error instanceof Problem
          ? explain(error).detail || explain(error).title
          : "The browser's push service did not answer. Try again later.",
      );
    } finally {
      setBusy(false);
    }
  }

  return (
    <div data-push={state ?? undefined}>
      <h3 className={classes.heading}>Browser</h3>
      {state !== null && <p className={classes.text}>{words[state]}</p>}
      {(state === "off" || state === "on") && (
        <Button
          variant="default"
          loading={busy}
          leftSection={state === "off" && <IconBellRinging size={16} stroke={1.75} />}
          onClick={() => void turn(state === "off" ? turnPushOn : turnPushOff)}
        >
          {state === "off" ? "Show notifications here" : "Stop showing them here"}
        </Button>
      )}
      {failure && (
        <p role="alert" className={classes.problem}>
          {failure}
        </p>
      )}
    </div>
  );
}
