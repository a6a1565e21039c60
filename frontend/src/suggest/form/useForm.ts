import { useState } from "react";
import { newId } from "@/plan/ids";
import { useSession } from "@/session";
import type { Wish } from "../Suggesting";
import { emptyForm, type Form, isTouched } from "./form";
import { dropForm, readForm, writeForm } from "./keptForms";

/** The form of a suggestion as it is written: kept from the first letter until it is sent. */
export function useForm({ item, kind }: Wish) {
  const { me, boardId } = useSession();
  const place = { person: me.id, board: boardId };
  const usual = item === null ? "new" : (kind ?? "title");
  const [kept] = useState(() => readForm(place, item));
  const [fromBefore, setFromBefore] = useState(kept !== null);
  const [form, setForm] = useState<Form>(() =>
    kept ? { ...kept, kind: kind ?? kept.kind } : emptyForm(newId(), usual, item),
  );
  // Counts how often it was begun anew, so that fields that hold their own text begin anew, too.
  const [round, setRound] = useState(0);

  function change(part: Partial<Form>) {
    const next = { ...form, ...part };
    setForm(next);
    if (isTouched(next)) writeForm(place, item, next);
    else dropForm(place, item);
  }

  return {
    form,
    round,
    /** Whether it was begun another time. */
    fromBefore,
    change,
    startOver() {
      dropForm(place, item);
      setForm(emptyForm(newId(), form.kind, item));
      setFromBefore(false);
      setRound(round + 1);
    },
    /** It was sent: nothing of it is left here. */
    done: () => dropForm(place, item),
  };
}
