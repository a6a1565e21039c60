import { newId } from "@/plan/ids";
import type { ActionDraft, Activity, DecisionDraft, VoteResult } from "../../types";
import { leaders, verdict } from "../results/numbers";

/** What the form of a decision holds. */
export interface DecisionForm {
  /** Sent along, so that a second try after a lost answer writes nothing twice. */
  id: string;
  title: string;
  what: string;
  why: string;
  who: readonly string[];
  dissent: string;
  actions: readonly ActionForm[];
}

/** Something to be done, as it is filled in; `who` is a person's id, or a name. */
export interface ActionForm {
  title: string;
  owner: string;
  due: string;
}

export const NO_ACTION: ActionForm = { title: "", owner: "", due: "" };

/** The form as a vote suggests it: what came first, and what spoke against it. */
export function suggested(activity: Pick<Activity, "title" | "result">): DecisionForm {
  const { result } = activity;
  return {
    id: newId(),
    title: activity.title,
    what: result ? chosen(result) : "",
    why: result ? verdict(result) : "",
    who: [],
    dissent: result?.method === "consent" ? result.comments.join("\n") : "",
    actions: [],
  };
}

function chosen(result: VoteResult): string {
  const first = leaders(result);
  const [one] = first;
  if (!one || first.length > 1 || result.options.length === 1) return "";
  return one.title;
}

/** What is missing, for people; null where the decision can be written down. */
export function missing(
  form: DecisionForm,
): { field: "title" | "what" | null; message: string } | null {
  if (form.title.trim() === "") return { field: "title", message: "Say what it is about." };
  if (form.what.trim() === "") return { field: "what", message: "Say what you decided." };
  const nameless = form.actions.findIndex(
    ({ title, owner, due }) => title.trim() === "" && (owner !== "" || due !== ""),
  );
  if (nameless < 0) return null;
  return {
    field: null,
    message: `Say what is to be done in action ${nameless + 1}, or take it out.`,
  };
}

/** What goes to the service; rows without words are left out. */
export function draftOf(
  form: DecisionForm,
  activity: string,
  isPerson: (owner: string) => boolean,
): DecisionDraft {
  return {
    id: form.id,
    activity,
    title: form.title.trim(),
    what: form.what.trim(),
    why: form.why.trim(),
    who: form.who.map((name) => name.trim()).filter((name) => name !== ""),
    dissent: form.dissent.trim(),
    actions: form.actions
      .filter(({ title }) => title.trim() !== "")
      .map((action) => actionOf(action, isPerson)),
  };
}

function actionOf(
  { title, owner, due }: ActionForm,
  isPerson: (owner: string) => boolean,
): ActionDraft {
  const known = isPerson(owner);
  return {
    title: title.trim(),
    owner: known ? owner : null,
    owner_name: !known && owner.trim() !== "" ? owner.trim() : null,
    due: due === "" ? null : due,
  };
}
