import { IconUserPlus, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { setOwner } from "@/plan/change";
import type { Owner } from "@/plan/types";
import { useItem, useMayEdit, useSession } from "@/session";
import { type AvatarPerson, colorFor, PersonAvatar } from "@/ui";
import { FloatingMenu } from "./FloatingMenu";
import classes from "./Menus.module.css";
import { PickList } from "./PickList";
import { useOwnerChoices } from "./people";

/** Who answers for an item: someone of the board, or anyone by name. */
export function OwnerMenu({
  itemId,
  people,
  named = false,
  className,
}: {
  itemId: string;
  /** Whose colours and names are known; by default, who is on the board. */
  people?: readonly AvatarPerson[];
  /** Shows the name beside the avatar. */
  named?: boolean;
  className?: string;
}) {
  const canEdit = useMayEdit(itemId);
  const owner = useItem(itemId)?.owner ?? null;
  if (!canEdit && !owner && !named) return null;
  return (
    <FloatingMenu
      label={owner ? `Owner: ${owner.name}` : canEdit ? "Give it an owner" : "No owner"}
      title={named ? undefined : (owner?.name ?? "No owner")}
      trigger={<OwnerShown owner={owner} people={people ?? []} named={named} />}
      disabled={!canEdit}
      className={className}
      width={248}
    >
      {(close) => <OwnerList itemId={itemId} owner={owner} people={people} close={close} />}
    </FloatingMenu>
  );
}

function OwnerShown({
  owner,
  people,
  named,
}: {
  owner: Owner | null;
  people: readonly AvatarPerson[];
  named: boolean;
}): ReactNode {
  if (!owner) {
    return named ? (
      <span className={classes.nothing}>No one yet</span>
    ) : (
      <span className={classes.ghost}>
        <IconUserPlus size={14} aria-hidden="true" />
      </span>
    );
  }
  const avatar = <PersonAvatar person={asPerson(owner, people)} size={20} tooltip={false} />;
  return named ? (
    <span className={classes.named}>
      {avatar}
      <span className={classes.cut}>{owner.name}</span>
    </span>
  ) : (
    avatar
  );
}

function OwnerList({
  itemId,
  owner,
  people,
  close,
}: {
  itemId: string;
  owner: Owner | null;
  people: readonly AvatarPerson[] | undefined;
  close: () => void;
}) {
  const session = useSession();
  const known = useOwnerChoices();
  const choices = people ? merged(people, known) : known;
  const set = (next: Owner | null) => {
    setOwner(session.doc, itemId, next);
    close();
  };
  return (
    <PickList
      label="Owner"
      searchable
      searchPlaceholder="Someone here, or any name…"
      empty="Type a name"
      choices={choices.map((person) => ({
        value: person.id,
        label: person.id === session.me.id ? `${person.name} (you)` : person.name,
        icon: <PersonAvatar person={person} size={18} tooltip={false} />,
        picked: person.id === owner?.id,
      }))}
      onPick={(id) => {
        const person = choices.find((one) => one.id === id);
        if (person) set({ id, name: person.name });
      }}
      onCreate={(name) => set({ id: null, name })}
      createLabel={(name) => `Use the name “${name}”`}
      footer={
        owner && (
          <button type="button" className={classes.action} onClick={() => set(null)}>
            <IconX size={14} aria-hidden="true" />
            No owner
          </button>
        )
      }
    />
  );
}

function asPerson(owner: Owner, people: readonly AvatarPerson[]): AvatarPerson {
  const known = people.find((person) => person.id === owner.id);
  const id = owner.id ?? owner.name;
  return known ?? { id, name: owner.name, color: colorFor(id) };
}

function merged(
  first: readonly AvatarPerson[],
  second: readonly AvatarPerson[],
): readonly AvatarPerson[] {
  const ids = new Set(first.map(({ id }) => id));
  return [...first, ...second.filter(({ id }) => !ids.has(id))];
}
