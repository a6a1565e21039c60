import { type KeyboardEvent, lazy, Suspense } from "react";
import { useKeptWidth, type WidthRules } from "@/ui";
import { useComments, usePanel } from "../context";
import classes from "./CommentsSide.module.css";

const Panel = lazy(() => import("./CommentsPanel"));

const WIDTH: WidthRules = {
  name: "Width of the comments",
  storedAs: "planhall-comments-width",
  least: 300,
  most: 560,
  usual: 360,
  side: "right",
};

/** The comments beside the plan; a sheet from below on a small screen. Their code comes when wanted. */
export function CommentsSide({ onShow }: { onShow(item: string): void }) {
  const { opened } = usePanel();
  return opened && <Side onShow={onShow} />;
}

function Side({ onShow }: { onShow(item: string): void }) {
  const { close } = useComments();
  const { width, dragging, edge } = useKeptWidth(WIDTH);
  function leave(event: KeyboardEvent) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
  }
  return (
    <>
      <div className={classes.shade} aria-hidden="true" onPointerDown={close} />
      <aside
        className={classes.side}
        style={{ width }}
        aria-label="Comments on the board"
        data-region="comments"
        data-dragging={dragging || undefined}
        onKeyDown={leave}
      >
        <div {...edge} className={classes.edge} />
        <Suspense>
          <Panel onShow={onShow} />
        </Suspense>
      </aside>
    </>
  );
}
