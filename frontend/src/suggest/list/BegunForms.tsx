import { Button } from "@mantine/core";
import { useItem, useSession } from "@/session";
import { keptItems, readForm } from "../form/keptForms";
import { useSuggesting } from "../Suggesting";
import { kindNames, quoted } from "../words";
import classes from "./SuggestionsDialog.module.css";

/** What one has begun to suggest and not sent: the ways back to it. */
export function BegunForms() {
  const { me, boardId } = useSession();
  const place = { person: me.id, board: boardId };
  const items = keptItems(place);
  if (items.length === 0) return null;
  return (
    <div className={classes.begun}>
      <p>Begun and not sent yet; only you see it.</p>
      <ul>
        {items.map((item) => (
          <Begun key={item ?? ""} item={item} kind={readForm(place, item)?.kind ?? "title"} />
        ))}
      </ul>
    </div>
  );
}

function Begun({ item: id, kind }: { item: string | null; kind: keyof typeof kindNames }) {
  const { suggest } = useSuggesting();
  const item = useItem(id);
  const about =
    id === null ? "at the top of the plan" : item ? quoted(item.title) : "an item that is not here";
  return (
    <li className={classes.resume}>
      <span>
        {kindNames[kind]}: {about}
      </span>
      <Button size="compact-sm" variant="default" flex="none" onClick={() => suggest({ item: id })}>
        Go on
      </Button>
    </li>
  );
}
