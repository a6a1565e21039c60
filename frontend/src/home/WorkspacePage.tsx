import { Button, Menu } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconChevronLeft, IconDoorExit, IconPencil, IconUserMinus } from "@tabler/icons-react";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import {
  type Me,
  type Member,
  Problem,
  useChangeMember,
  useMembers,
  useRemoveMember,
  useWorkspaces,
  type Workspace,
} from "@/api";
import { AppShell } from "@/app/AppShell";
import { ProblemState } from "@/app/ErrorPages";
import { RequirePerson } from "@/app/RequirePerson";
import { telling } from "@/app/telling";
import { usePageTitle } from "@/app/usePageTitle";
import { longTime, PersonAvatar, RelativeTime, RowSkeletons } from "@/ui";
import { AddMember } from "./AddMember";
import { MemberRoleMenu } from "./MemberRoleMenu";
import { WorkspaceDialog } from "./WorkspaceDialog";
import classes from "./WorkspacePage.module.css";

const route = getRouteApi("/workspaces/$workspaceId");

export default function WorkspacePage() {
  const { workspaceId } = route.useParams();
  return (
    <RequirePerson>
      {(me) => <WorkspaceMembers key={workspaceId} me={me} id={workspaceId} />}
    </RequirePerson>
  );
}

function WorkspaceMembers({ me, id }: { me: Me; id: string }) {
  const workspaces = useWorkspaces();
  const members = useMembers(id);
  const workspace = workspaces.data?.find((one) => one.id === id);
  const [renaming, setRenaming] = useState(false);
  usePageTitle(workspace ? `Members of ${workspace.name}` : "Members");

  const missing = workspaces.data && !workspace ? new Problem(404, "not-found", "") : null;
  const failure = missing ?? (!workspaces.data ? workspaces.error : !members.data && members.error);
  return (
    <AppShell me={me}>
      <div className={classes.page}>
        <Link to="/" search={{ workspace: workspace?.id }} className={classes.back}>
          <IconChevronLeft size={15} stroke={2} aria-hidden="true" />
          Boards
        </Link>
        {failure ? (
          <ProblemState
            error={failure}
            actions={
              !missing && (
                <Button
                  loading={members.isFetching}
                  onClick={() => {
                    void workspaces.refetch();
                    void members.refetch();
                  }}
                >
                  Try again
                </Button>
              )
            }
          />
        ) : (
          <>
            <div className={classes.head}>
              <h1 className={classes.title}>{workspace?.name ?? "…"}</h1>
              {workspace?.role === "owner" && (
                <Button
                  variant="default"
                  size="xs"
                  leftSection={<IconPencil size={14} stroke={1.75} />}
                  onClick={() => setRenaming(true)}
                >
                  Rename
                </Button>
              )}
            </div>
            <p className={classes.lead}>
              Members can edit all boards of the workspace; its owners manage them too. To work with
              others on one board alone, open it and choose Share: that needs no account.
            </p>
            {workspace?.role === "owner" && <AddMember workspace={workspace.id} />}
            {workspace && members.data ? (
              <ul className={classes.list} aria-label="Members">
                {members.data.map((member) => (
                  <MemberRow
                    key={member.person.id}
                    me={me}
                    member={member}
                    members={members.data}
                    workspace={workspace}
                  />
                ))}
              </ul>
            ) : (
              <RowSkeletons count={3} label="Loading the members…" />
            )}
          </>
        )}
      </div>
      <WorkspaceDialog workspace={workspace} opened={renaming} onClose={() => setRenaming(false)} />
    </AppShell>
  );
}

function MemberRow({
  me,
  member,
  members,
  workspace,
}: {
  me: Me;
  member: Member;
  members: readonly Member[];
  workspace: Workspace;
}) {
  const navigate = useNavigate();
  const change = useChangeMember(workspace.id);
  const remove = useRemoveMember(workspace.id);
  const { person, role } = member;
  const isMe = person.id === me.id;
  const lastOwner = role === "owner" && members.filter((one) => one.role === "owner").length === 1;
  const mayChange = workspace.role === "owner";
  const mayRemove = (mayChange || isMe) && !lastOwner;

  const askRemove = () =>
    modals.openConfirmModal({
      title: isMe ? `Leave ${workspace.name}?` : `Remove ${person.name}?`,
      children: isMe
        ? "You lose access to its boards, but for those you have an invite to. What you wrote stays."
        : "They lose access to the boards of this workspace, but for those they have an invite to.",
      labels: { confirm: isMe ? "Leave" : "Remove", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm: async () => {
        const gone = await telling(remove.mutateAsync(person.id), {
          failed: isMe ? "You are still a member" : "Not removed",
        });
        if (gone && isMe) await navigate({ to: "/" });
      },
    });

  return (
    <li className={classes.row}>
      <PersonAvatar person={person} size={32} tooltip={false} />
      <div className={classes.who}>
        <span className={classes.name}>
          {person.name}
          {isMe && <span className={classes.you}>you</span>}
        </span>
        <span className={classes.detail} title={longTime(new Date(member.joined_at))}>
          joined <RelativeTime at={member.joined_at} />
        </span>
      </div>
      <MemberRoleMenu
        name={person.name}
        role={role}
        mayChange={mayChange}
        lastOwner={lastOwner}
        onChange={(next) =>
          void telling(change.mutateAsync({ person: person.id, role: next }), {
            failed: "The role is not changed",
          })
        }
      >
        {mayRemove && (
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
            {isMe ? "Leave the workspace" : "Remove from the workspace"}
          </Menu.Item>
        )}
      </MemberRoleMenu>
    </li>
  );
}
