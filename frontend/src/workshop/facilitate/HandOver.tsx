import { Button, Menu } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconChevronDown } from "@tabler/icons-react";
import { telling } from "@/app/telling";
import { PersonAvatar } from "@/ui";
import { useFacilitator } from "../api";
import type { Present } from "../room/present";
import { mayFacilitate } from "../types";
import classes from "./FacilitatorPanel.module.css";
import { takers } from "./voices";

/** Give the session to somebody else who is here. */
export function HandOver({ session, me }: Present) {
  const facilitator = useFacilitator(session.id);
  const others = takers(session)
    .filter(({ here, person }) => here && person.id !== me.id)
    .sort((one, other) => rank(one.role) - rank(other.role));
  const ask = (id: string, name: string) =>
    modals.openConfirmModal({
      title: `Hand the session over to ${name}?`,
      children: `${name} runs it from now on: agenda, time, lock. You take part like everyone else${
        mayFacilitate(session.people.find(({ person }) => person.id === me.id)?.role ?? "viewer")
          ? ", and can take over when they are not here"
          : ""
      }.`,
      labels: { confirm: "Hand over", cancel: "Cancel" },
      onConfirm: () =>
        void telling(facilitator.mutateAsync({ to: id }), {
          failed: "You still facilitate",
          done: `${name} facilitates now`,
        }),
    });
  return (
    <div className={classes.row}>
      <span className={classes.name}>You</span>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button
            size="compact-md"
            variant="default"
            disabled={others.length === 0}
            rightSection={<IconChevronDown size={14} aria-hidden="true" />}
          >
            Hand over
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={280} style={{ overflowY: "auto" }}>
          {others.map(({ person, role }) => (
            <Menu.Item
              key={person.id}
              leftSection={<PersonAvatar person={person} size={22} tooltip={false} />}
              rightSection={<span className={classes.detail}>{role}</span>}
              onClick={() => ask(person.id, person.name)}
            >
              {person.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function rank(role: string | null): number {
  return role === "facilitator" || role === "owner" ? 0 : 1;
}
