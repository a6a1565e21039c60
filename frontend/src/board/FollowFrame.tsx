import { IconX } from "@tabler/icons-react";
import { type CSSProperties, useEffect } from "react";
import type { Peer } from "@/session";
import { colorFor, inkOn, isHexColor } from "@/ui";
import classes from "./FollowFrame.module.css";
import { useLatest } from "./useLatest";

/** Says whom one follows, and ends it with the first thing one does oneself. */
export function FollowFrame({ peer, onStop }: { peer: Peer; onStop(): void }) {
  const stop = useLatest(onStop);
  useEffect(() => {
    const act = (event: Event) => {
      const controls =
        event.target instanceof Element
          ? event.target.closest<HTMLElement>("[data-follow-ui]")
          : null;
      // What is apart from the plan, such as an activity, takes one nowhere else in it.
      if (controls?.dataset.followUi === "apart") return;
      const onOwnControls =
        controls !== null &&
        // Their button keeps the focus, and with it every key that is the board's.
        (!(event instanceof KeyboardEvent) || ["Enter", " ", "Tab"].includes(event.key));
      if (event instanceof KeyboardEvent && event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
      } else if (
        onOwnControls ||
        (event instanceof KeyboardEvent && ["Shift", "Control", "Alt", "Meta"].includes(event.key))
      ) {
        return;
      }
      stop();
    };
    const events = ["pointerdown", "wheel", "touchmove", "keydown"] as const;
    for (const name of events) {
      window.addEventListener(name, act, { capture: true, passive: name !== "keydown" });
    }
    return () => {
      for (const name of events) window.removeEventListener(name, act, { capture: true });
    };
  }, [stop]);

  const color = isHexColor(peer.color) ? peer.color : colorFor(peer.id);
  return (
    <div
      className={classes.frame}
      style={{ "--peer": color, "--peer-ink": inkOn(color) } as CSSProperties}
    >
      <div className={classes.pill} role="status" data-follow-ui>
        Following {peer.name}
        <button type="button" className={classes.stop} aria-label="Stop following" onClick={onStop}>
          <IconX size={14} aria-hidden="true" />
        </button>
      </div>
    </div>
  );
}
