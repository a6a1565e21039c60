import { useBoardPeople } from "@/api";
import type { Item } from "@/plan/types";
import { useSession } from "@/session";
import { dayOf, dayText } from "../days";
import classes from "./ItemPanel.module.css";

/** Who wrote an item down, and when. */
export function Created({ item }: { item: Item }) {
  const session = useSession();
  const people = useBoardPeople(session.boardId).data;
  const { createdBy, createdAt } = item;
  if (createdBy === null && createdAt === null) return null;
  const name =
    createdBy === session.me.id
      ? "you"
      : people?.find(({ person }) => person.id === createdBy)?.person.name;
  const when = createdAt === null ? null : new Date(createdAt);
  return (
    <p className={classes.created}>
      Created{name && ` by ${name}`}
      {when && (
        <>
          {" on "}
          <time dateTime={when.toISOString()} title={when.toLocaleString("en-GB")}>
            {dayText(dayOf(when))}
          </time>
        </>
      )}
    </p>
  );
}
