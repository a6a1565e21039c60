import { useId } from "react";
import { telling } from "@/app/telling";
import type { Stakeholder } from "@/plan/types";
import { usePlan } from "@/session";
import { isHexColor } from "@/ui";
import { useJoinSession } from "../api";
import type { Session } from "../types";
import classes from "./GroupChoice.module.css";

/** The board's stakeholder groups, and the one for which somebody speaks. */
export function useSpeakingFor(
  session: Session,
  me: string,
): {
  groups: readonly Stakeholder[];
  chosen: string | null;
  choose(group: string | null): void;
} {
  const { stakeholders } = usePlan();
  const { mutateAsync, isPending, variables } = useJoinSession(session.id);
  const told = session.people.find(({ person }) => person.id === me)?.stakeholder ?? null;
  return {
    groups: stakeholders,
    // It shows at once.
    chosen: isPending && variables?.stakeholder !== undefined ? variables.stakeholder : told,
    choose: (stakeholder) =>
      void telling(mutateAsync({ stakeholder }), { failed: "Your group was not changed" }),
  };
}

/** For whom one speaks; nobody in particular is an answer too. */
export function GroupChoice({
  groups,
  chosen,
  onChoose,
  onDone,
  inRow = false,
}: {
  groups: readonly Stakeholder[];
  chosen: string | null;
  onChoose(group: string | null): void;
  onDone?(): void;
  /** All in one row, to push aside. */
  inRow?: boolean;
}) {
  const name = useId();
  const choices = [
    ...groups.map(({ id, name, color }) => ({ id, name, color })),
    { id: null, name: "Nobody in particular", color: "" },
  ];
  return (
    <fieldset className={classes.choice}>
      <legend className={classes.legend}>For whom do you speak?</legend>
      <div className={classes.groups} data-row={inRow || undefined}>
        {choices.map((group) => (
          <label key={group.id ?? ""} className={classes.group}>
            <input
              type="radio"
              name={name}
              checked={group.id === chosen}
              onChange={() => {
                onChoose(group.id);
                onDone?.();
              }}
            />
            <span
              className={classes.dot}
              data-none={group.id === null || undefined}
              style={isHexColor(group.color) ? { background: group.color } : undefined}
              aria-hidden="true"
            />
            {group.name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
