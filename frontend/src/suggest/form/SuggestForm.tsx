import { Button, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconWifiOff } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { explain, isUnreachable } from "@/api";
import { useConnection, useItem, usePlan, useSession } from "@/session";
import { KindIcon, kindName } from "@/ui";
import { useSuggest } from "../api";
import { useBody } from "../body";
import type { Wish } from "../Suggesting";
import { MAX_NOTE } from "../types";
import { ChangeFields } from "./ChangeFields";
import { changeOf, isTouched, nowOf } from "./form";
import { KindTabs } from "./KindTabs";
import classes from "./SuggestForm.module.css";
import { useForm } from "./useForm";

/** What one would change, from what is there now, and why. */
export function SuggestForm({ wish, onClose }: { wish: Wish; onClose(): void }) {
  const { item: itemId } = wish;
  const { boardId, role } = useSession();
  const plan = usePlan();
  const item = useItem(itemId);
  const now = nowOf(plan, itemId, useBody(itemId));
  const { form, round, fromBefore, change, startOver, done } = useForm(wish);
  const send = useSuggest(boardId);
  const offline = useConnection().state === "offline";
  const [problem, setProblem] = useState<string | null>(null);
  const gone = itemId !== null && !item && form.kind !== "new";

  async function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = changeOf(form, now, plan);
    if ("problem" in wanted) {
      setProblem(wanted.problem);
      return;
    }
    setProblem(null);
    try {
      await send.mutateAsync({
        id: form.id,
        item: form.kind === "new" ? null : itemId,
        change: wanted.change,
        note: form.note.trim(),
      });
    } catch (error) {
      const { title, detail } = explain(error);
      const why = [`${title}.`, detail].filter(Boolean).join(" ");
      setProblem(isUnreachable(error) ? `${why} What you wrote is kept here.` : why);
      return;
    }
    done();
    onClose();
    notifications.show({
      title: "Your suggestion is sent",
      message:
        role === "commenter"
          ? "Whoever edits this board sees it, and accepts or declines it."
          : "Everyone on this board sees it.",
    });
  }

  return (
    <form noValidate className={classes.form} onSubmit={(event) => void submit(event)}>
      {itemId !== null && (
        <p className={classes.about}>
          <KindIcon kind={item?.kind ?? ""} label={item ? kindName(item.kind) : undefined} />
          <strong>{item?.title || (item ? "Untitled" : "An item that is not here")}</strong>
        </p>
      )}
      {fromBefore && (
        <p className={classes.kept} role="status">
          You began this before and have not sent it.
          <button type="button" className={classes.link} onClick={startOver}>
            Start over
          </button>
        </p>
      )}
      {itemId !== null && (
        <KindTabs
          kind={form.kind}
          onKind={(kind) => {
            setProblem(null);
            change({ kind });
          }}
        />
      )}
      {gone ? (
        <p className={classes.problem} role="alert">
          This item is not in the plan any more: nothing of it can be changed. What you wrote stays
          here as long as this tab is open.
        </p>
      ) : (
        <ChangeFields
          key={`${form.kind} ${round}`}
          form={form}
          now={now}
          itemId={itemId}
          onChange={(part) => {
            setProblem(null);
            change(part);
          }}
        />
      )}
      <Textarea
        label="Why"
        description="For those who decide. You may leave it empty."
        maxLength={MAX_NOTE}
        autosize
        minRows={2}
        maxRows={6}
        value={form.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      {offline && (
        <p className={classes.offline} role="status">
          <IconWifiOff size={14} aria-hidden="true" />
          This needs a connection. What you write is kept here until you are online again.
        </p>
      )}
      {problem !== null && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          {isTouched(form) ? "Keep for later" : "Cancel"}
        </Button>
        <Button type="submit" loading={send.isPending} disabled={offline || gone}>
          Suggest
        </Button>
      </div>
    </form>
  );
}
