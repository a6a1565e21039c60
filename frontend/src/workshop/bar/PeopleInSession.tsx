import { Popover, UnstyledButton } from "@mantine/core";
import { IconHandStop, IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import { telling } from "@/app/telling";
import { usePlan } from "@/session";
import { PersonAvatar } from "@/ui";
import { useJoinSession } from "../api";
import type { Present } from "../room/present";
import { mayTakePart, type Participant } from "../types";
import { plural } from "../words";
import classes from "./PeopleInSession.module.css";

/** Who is in the session, for whom each speaks, and for whom one speaks oneself. */
export function PeopleInSession({ session, me, role }: Present) {
  const [opened, setOpened] = useState(false);
  const plan = usePlan();
  const join = useJoinSession(session.id);
  const here = session.people.filter((one) => one.here);
  const gone = session.people.filter((one) => !one.here);
  const mine = session.people.find(({ person }) => person.id === me.id)?.stakeholder ?? null;
  const groups = new Map(plan.stakeholders.map((group) => [group.id, group]));

  const speakFor = (stakeholder: string | null) =>
    void telling(join.mutateAsync({ stakeholder }), { failed: "It was not noted" });

  const row = (one: Participant) => {
    const group = one.stakeholder === null ? undefined : groups.get(one.stakeholder);
    const facilitates = one.person.id === session.facilitator?.id;
    return (
      <li key={one.person.id} className={classes.person} data-away={!one.here || undefined}>
        <PersonAvatar person={one.person} size={26} tooltip={false} />
        <span className={classes.words}>
          <span className={classes.name}>
            {one.person.name}
            {one.person.id === me.id && " (you)"}
          </span>
          <span className={classes.detail}>
            {[facilitates && "Facilitates", group?.name, !one.here && "not here now"]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
        {session.hands.includes(one.person.id) && (
          <IconHandStop size={16} className={classes.up} aria-label="Hand is up" />
        )}
      </li>
    );
  };

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.count}
          aria-label={`${plural(here.length, "person", "people")} in the session`}
          aria-haspopup="dialog"
          aria-expanded={opened}
          title="Who takes part"
          onClick={() => setOpened(!opened)}
        >
          <IconUsers size={17} stroke={1.75} aria-hidden="true" />
          {here.length}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label="Who takes part" data-follow-ui="apart">
        <ul className={classes.list}>{[...here, ...gone].map(row)}</ul>
        {session.people.length === 0 && <p className={classes.none}>Nobody is here yet.</p>}
        {mayTakePart(role) && plan.stakeholders.length > 0 && (
          <fieldset className={classes.mine}>
            <legend className={classes.heading}>You speak for</legend>
            <div className={classes.groups}>
              {plan.stakeholders.map(({ id, name }) => (
                <UnstyledButton
                  key={id}
                  className={classes.group}
                  aria-pressed={mine === id}
                  onClick={() => speakFor(mine === id ? null : id)}
                >
                  {name}
                </UnstyledButton>
              ))}
            </div>
          </fieldset>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
