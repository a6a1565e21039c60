import { Modal } from "@mantine/core";
import { Shortcut } from "@/ui";
import classes from "./ShortcutsDialog.module.css";

const groups: readonly { title: string; keys: readonly (readonly [string[], string])[] }[] = [
  {
    title: "In the outline",
    keys: [
      [["ArrowUp", "ArrowDown"], "Go from row to row"],
      [["ArrowLeft", "ArrowRight"], "Fold and unfold, or go to the parent or child"],
      [["Space"], "Fold or unfold"],
      [["Enter"], "New item after this one"],
      [["Shift+Enter"], "New item below it"],
      [["E", "F2"], "Edit the title"],
      [["O", "Mod+Enter"], "Open the item"],
      [["Shift+ArrowUp", "Shift+ArrowDown"], "Choose several"],
    ],
  },
  {
    title: "Change the plan",
    keys: [
      [["Tab", "Shift+Tab"], "Indent, outdent"],
      [["Alt+ArrowUp", "Alt+ArrowDown"], "Move up, move down"],
      [["M"], "Pick up, then arrows and Enter to drop"],
      [["1", "8"], "Make it a mission … an idea"],
      [["Delete"], "Delete, with what is below"],
      [["Mod+Z", "Mod+Shift+Z"], "Undo and redo what you did"],
    ],
  },
  {
    title: "While you edit a title",
    keys: [
      [["Enter"], "Next item; on an empty one, a level up"],
      [["Backspace"], "On an empty title, delete the item"],
      [["ArrowUp", "ArrowDown"], "The title above or below"],
      [["Escape"], "Stop editing"],
    ],
  },
  {
    title: "In the columns",
    keys: [
      [["ArrowUp", "ArrowRight"], "Go from card to card"],
      [["Enter", "O"], "Open the item"],
      [["E"], "Edit the title"],
      [["Alt+ArrowLeft", "Alt+ArrowRight"], "Make it the kind to the left or right"],
    ],
  },
  {
    title: "While a session is on",
    keys: [
      [["H"], "Raise or lower your hand"],
      [["R"], "React"],
      [["S"], "Show or hide the activity"],
    ],
  },
  {
    title: "In what changed since you were here",
    keys: [[["N", "P"], "Next change, previous change"]],
  },
  {
    title: "Everywhere",
    keys: [
      [["/"], "Find in the plan"],
      [["V"], "Outline or columns"],
      [["C"], "Show or hide the comments"],
      [["Mod+Alt+M"], "Comment on the selected words, or on the item"],
      [["F6"], "Go from the header to the plan to what is open"],
      [["Escape"], "Close what is open, stop following"],
      [["?"], "These shortcuts"],
    ],
  },
];

export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose(): void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size={720}>
      <div className={classes.groups}>
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3 className={classes.title}>{title}</h3>
            <dl className={classes.list}>
              {keys.map(([shortcuts, what]) => (
                <div key={what} className={classes.line}>
                  <dt>{what}</dt>
                  <dd>
                    {shortcuts.map((keys) => (
                      <Shortcut key={keys} keys={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
