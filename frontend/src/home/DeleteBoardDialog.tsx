import { Button, Group, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { type Board, useDeleteBoard } from "@/api";
import { telling } from "@/app/telling";
import classes from "./DeleteBoardDialog.module.css";

const WORD = "delete";

/** Deleting is for good: where there is something to lose, it takes a typed word. */
export function DeleteBoardDialog({
  board,
  opened,
  onClose,
}: {
  board: Board;
  opened: boolean;
  onClose: () => void;
}) {
  return (
    <Modal opened={opened} onClose={onClose} title="Delete the board for good?" size={440}>
      <DeleteForm board={board} onClose={onClose} />
    </Modal>
  );
}

function DeleteForm({ board, onClose }: { board: Board; onClose: () => void }) {
  const remove = useDeleteBoard();
  const [typed, setTyped] = useState("");
  const asksWord = board.items > 0 || board.people_count > 1;
  const sure = !asksWord || typed.trim().toLocaleLowerCase() === WORD;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!sure) return;
    onClose();
    void telling(remove.mutateAsync(board.id), {
      failed: `“${board.title}” is not deleted`,
      done: `“${board.title}” is deleted.`,
    });
  };
  return (
    <form onSubmit={onSubmit}>
      <p className={classes.text}>
        <strong>{board.title}</strong>
        {board.items > 0 && ` and the ${board.items === 1 ? "item" : `${board.items} items`} in it`}
        {board.people_count > 1 ? ` go for all ${board.people_count} people.` : " will be gone."}{" "}
        This cannot be undone. Archive it instead if you may need it again.
      </p>
      {asksWord && (
        <TextInput
          data-autofocus
          label={
            <>
              Type <strong>{WORD}</strong> to confirm
            </>
          }
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" color="red" disabled={!sure}>
          Delete
        </Button>
      </Group>
    </form>
  );
}
