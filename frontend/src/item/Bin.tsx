import { Button, Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconTrash } from "@tabler/icons-react";
import { useBoardPeople } from "@/api";
import { restoreItem } from "@/plan/change";
import type { Plan } from "@/plan/types";
import { useMayEdit, usePlan, useSession } from "@/session";
import { EmptyState, KindIcon, kindName } from "@/ui";
import classes from "./Bin.module.css";
import { agoText } from "./days";

/** What was deleted, each with a way back. Nothing on a board is ever gone for good. */
export function Bin({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const phone = useMediaQuery("(max-width: 600px)");
  return (
    <Modal opened={opened} onClose={onClose} title="Bin" size={560} fullScreen={phone}>
      <BinList />
    </Modal>
  );
}

function BinList() {
  const { deleted } = usePlan();
  if (deleted.length === 0) {
    return (
      <EmptyState icon={<IconTrash size={22} />} title="Nothing in the bin" titleOrder={3}>
        Items that someone deletes are kept here, with everything in them.
      </EmptyState>
    );
  }
  return (
    <ul className={classes.list}>
      {deleted.map((item) => (
        <Deleted key={item.id} item={item} />
      ))}
    </ul>
  );
}

function Deleted({ item }: { item: Plan["deleted"][number] }) {
  const session = useSession();
  const mayRestore = useMayEdit(item.id);
  const people = useBoardPeople(session.boardId).data;
  const name =
    item.by === session.me.id
      ? "you"
      : people?.find(({ person }) => person.id === item.by)?.person.name;
  return (
    <li className={classes.row}>
      <KindIcon kind={item.kind} size={16} label={kindName(item.kind)} />
      <div className={classes.words}>
        <div className={item.title ? classes.title : classes.untitled}>
          {item.title || "Untitled"}
        </div>
        <div className={classes.when}>
          Deleted{name && ` by ${name}`}, {agoText(item.at)}
        </div>
      </div>
      {mayRestore && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Restore ${item.title || "Untitled"}`}
          onClick={() => {
            restoreItem(session.doc, item.id);
          }}
        >
          Restore
        </Button>
      )}
    </li>
  );
}
