import { Button, Menu, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconDoorExit, IconSearch, IconUserMinus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import {
  type Board,
  type BoardPerson,
  explain,
  useBoardPeople,
  useChangeRole,
  useMe,
  useRemovePerson,
} from "@/api";
import { telling } from "@/app/telling";
import { PersonAvatar, RowSkeletons } from "@/ui";
import classes from "./PeopleList.module.css";
import { RoleMenu } from "./RoleMenu";
import { isLastOwner, mayChangeRoles, ROLES, roleCan, roleName } from "./roles";
import dialog from "./ShareDialog.module.css";

const SEARCH_FROM = 9;

export function PeopleList({ board, onLeft }: { board: Board; onLeft: () => void }) {
  const people = useBoardPeople(board.id);
  const [query, setQuery] = useState("");
  if (people.isPending) return <RowSkeletons label="Loading the people…" />;
  if (!people.data) {
    return (
      <p role="alert" className={classes.error}>
        {explain(people.error).title}.{" "}
        <Button size="compact-xs" variant="default" onClick={() => void people.refetch()}>
          Try again
        </Button>
      </p>
    );
  }
  const wanted = query.trim().toLocaleLowerCase();
  const shown = people.data.filter(
    ({ person, email }) =>
      wanted === "" ||
      person.name.toLocaleLowerCase().includes(wanted) ||
      email?.toLocaleLowerCase().includes(wanted),
  );
  return (
    <section aria-label="People on this board">
      <h3 className={dialog.heading}>
        People <span className={classes.count}>{people.data.length}</span>
      </h3>
      {people.data.length >= SEARCH_FROM && (
        <TextInput
          mb="xs"
          aria-label="Find a person"
          placeholder="Find a person"
          leftSection={<IconSearch size={15} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      <ul className={classes.list}>
        {shown.map((one) => (
          <PersonRow
            key={one.person.id}
            board={board}
            one={one}
            lastOwner={isLastOwner(people.data, one.person.id)}
            onLeft={onLeft}
          />
        ))}
      </ul>
    </section>
  );
}

function PersonRow({
  board,
  one,
  lastOwner,
  onLeft,
}: {
  board: Board;
  one: BoardPerson;
  lastOwner: boolean;
  onLeft: () => void;
}) {
  const me = useMe().data;
  const navigate = useNavigate();
  const change = useChangeRole(board.id);
  const remove = useRemovePerson(board.id);
  const { person, role } = one;
  const isMe = person.id === me?.id;
  const mayChange = mayChangeRoles(board.role);
  // Who belongs to the workspace has a role on all its boards; only an invite can be taken back.
  const mayRemove = (mayChange || isMe) && !lastOwner;

  const askRemove = () =>
    modals.openConfirmModal({
      title: isMe ? "Leave this board?" : `Remove ${person.name}?`,
      children: isMe
        ? "You lose access at once, and need an invite to come back. What you wrote stays."
        : "They lose access at once. What they wrote stays on the board.",
      labels: { confirm: isMe ? "Leave" : "Remove", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm: async () => {
        const gone = await telling(remove.mutateAsync(person.id), {
          failed: isMe ? "You are still on the board" : "Not removed",
        });
        if (!gone || !isMe) return;
        onLeft();
        await navigate({ to: "/" });
      },
    });

  return (
    <li className={classes.row}>
      <PersonAvatar person={person} size={30} tooltip={false} />
      <div className={classes.who}>
        <span className={classes.name}>
          {person.name}
          {isMe && <span className={classes.you}>you</span>}
        </span>
        <span className={classes.detail}>{detailOf(one)}</span>
      </div>
      {mayChange || mayRemove ? (
        <RoleMenu
          label={`Role of ${person.name}`}
          value={role}
          roles={mayChange ? ROLES : [role]}
          disabledReason={
            lastOwner ? "A board always keeps an owner. Make somebody else one first." : null
          }
          onChange={(next) =>
            void telling(change.mutateAsync({ person: person.id, role: next }), {
              failed: "The role is not changed",
            })
          }
        >
          {mayRemove && (
            <>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={
                  isMe ? (
                    <IconDoorExit size={16} stroke={1.75} />
                  ) : (
                    <IconUserMinus size={16} stroke={1.75} />
                  )
                }
                onClick={askRemove}
              >
                {isMe ? "Leave the board" : "Remove from the board"}
              </Menu.Item>
            </>
          )}
        </RoleMenu>
      ) : (
        <span className={classes.role} title={roleCan(role)}>
          {roleName(role)}
        </span>
      )}
    </li>
  );
}

function detailOf({ person, email, via }: BoardPerson): string {
  if (person.guest) return "Guest";
  if (email) return email;
  return via === "workspace" ? "Member of the workspace" : "Joined by a link";
}
