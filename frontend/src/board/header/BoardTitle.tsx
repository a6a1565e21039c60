import { notifications } from "@mantine/notifications";
import { useEffect, useRef, useState } from "react";
import { type Board, explain, useChangeBoard } from "@/api";
import classes from "./BoardTitle.module.css";

const MAX_LENGTH = 200;

/** The board's name; those who may write the plan change it where it stands. */
export function BoardTitle({ board, canEdit }: { board: Board; canEdit: boolean }) {
  const [draft, setDraft] = useState<string | null>(null);
  const change = useChangeBoard();
  const buttonRef = useRef<HTMLButtonElement>(null);
  const refocus = useRef(false);

  useEffect(() => {
    if (draft === null && refocus.current) {
      refocus.current = false;
      buttonRef.current?.focus();
    }
  }, [draft]);

  const name = board.title || "Untitled board";
  if (!canEdit) return <h1 className={classes.title}>{name}</h1>;

  function finish(keep: boolean, byKey: boolean) {
    const title = draft?.trim() ?? "";
    refocus.current = byKey;
    setDraft(null);
    if (!keep || title === "" || title === board.title) return;
    change.mutate(
      { id: board.id, title },
      {
        onError: (error) => {
          const { title: what, detail } = explain(error);
          notifications.show({ color: "red", title: what, message: detail });
        },
      },
    );
  }

  return (
    <h1 className={classes.title}>
      {draft === null ? (
        <button
          ref={buttonRef}
          type="button"
          className={classes.button}
          title="Rename"
          onClick={() => setDraft(board.title)}
        >
          {name}
        </button>
      ) : (
        <input
          // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was pressed
          autoFocus
          className={classes.input}
          aria-label="Name of the board"
          value={draft}
          maxLength={MAX_LENGTH}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={() => finish(true, false)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key !== "Enter" && event.key !== "Escape") return;
            event.preventDefault();
            event.stopPropagation();
            finish(event.key === "Enter", true);
          }}
        />
      )}
    </h1>
  );
}
