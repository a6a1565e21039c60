import { Button, Stack, TextInput } from "@mantine/core";
import { getRouteApi, Link, Navigate } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { FormError, FormPage } from "@/account/FormPage";
import { checks, NAME_MAX, useFormErrors } from "@/account/form";
import {
  explain,
  type InvitePreview,
  isUnreachable,
  type Me,
  Problem,
  useAcceptInvite,
  useInvitePreview,
  useMe,
} from "@/api";
import { usePageTitle } from "@/app/usePageTitle";
import { LinkButton, PageLoading, PersonAvatar, RelativeTime } from "@/ui";
import { lastGuestName, rememberGuestName } from "./guestName";
import classes from "./JoinPage.module.css";
import { roleCan, roleName } from "./roles";

const route = getRouteApi("/join/$token");

export default function JoinPage() {
  const { token } = route.useParams();
  const preview = useInvitePreview(token);
  const me = useMe();
  usePageTitle(preview.data ? `Join ${preview.data.board_title}` : "Join a board");
  if (preview.isPending || (me.isPending && !preview.isError)) return <PageLoading />;
  if (!preview.data) {
    return <LinkProblem error={preview.error} onRetry={() => void preview.refetch()} />;
  }
  if (preview.data.board) {
    return <Navigate to="/boards/$boardId" params={{ boardId: preview.data.board }} replace />;
  }
  return <Invitation key={me.data?.id} token={token} preview={preview.data} me={me.data ?? null} />;
}

function Invitation({
  token,
  preview,
  me,
}: {
  token: string;
  preview: InvitePreview;
  me: Me | null;
}) {
  const navigate = route.useNavigate();
  const accept = useAcceptInvite(token);
  const [name, setName] = useState(lastGuestName);
  const { errors, clear, submit } = useFormErrors(["name"]);
  const here = `/join/${token}`;

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    let board = "";
    const done = await submit(
      event.currentTarget,
      { name: me ? null : checks.name(name) },
      async () => {
        const accepted = await accept.mutateAsync(me ? undefined : name.trim());
        board = accepted.board.id;
      },
    );
    if (!done) return;
    if (!me) rememberGuestName(name.trim());
    await navigate({ to: "/boards/$boardId", params: { boardId: board }, replace: true });
  };

  return (
    <FormPage
      title={preview.board_title}
      lead={
        <>
          <strong className={classes.by}>{preview.invited_by}</strong> invites you to this plan
          {preview.workspace_name && (
            <>
              {" "}
              of <strong className={classes.by}>{preview.workspace_name}</strong>
            </>
          )}
          .
        </>
      }
      foot={
        me ? (
          <>
            {me.guest ? "Have an account? " : `Not ${me.name}? `}
            <Link to="/sign-in" search={{ next: here, switch: true }}>
              {me.guest ? "Sign in" : "Sign in as somebody else"}
            </Link>
          </>
        ) : (
          <>
            Have an account?{" "}
            <Link to="/sign-in" search={{ next: here }}>
              Sign in
            </Link>{" "}
            first, and join as yourself.
          </>
        )
      }
    >
      <div className={classes.role}>
        <span className={classes.roleName}>{roleName(preview.role)}</span>
        <span className={classes.roleCan}>You {lowerFirst(roleCan(preview.role))}.</span>
      </div>
      <form noValidate onSubmit={(event) => void onSubmit(event)}>
        <Stack gap="md">
          <FormError>{errors.form}</FormError>
          {me ? (
            <div className={classes.me}>
              <PersonAvatar person={me} size={32} tooltip={false} />
              <span className={classes.meName}>
                {me.name}
                <span className={classes.meDetail}>{me.guest ? "Guest" : me.email}</span>
              </span>
            </div>
          ) : (
            <TextInput
              label="Your name"
              description="As others see you on the board. No account is needed."
              name="name"
              autoComplete="name"
              autoFocus
              size="md"
              maxLength={NAME_MAX}
              value={name}
              error={errors.fields.name}
              onChange={(event) => {
                setName(event.currentTarget.value);
                clear("name");
              }}
            />
          )}
          <Button type="submit" size="md" fullWidth loading={accept.isPending}>
            {me ? `Join as ${me.name}` : "Join the board"}
          </Button>
          {preview.expires_at && (
            <p className={classes.ends}>
              This link ends <RelativeTime at={preview.expires_at} />.
            </p>
          )}
        </Stack>
      </form>
    </FormPage>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A link that leads nowhere (any more), and what to do about it. */
function LinkProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { title, lead } = linkProblem(error);
  let action: ReactNode = (
    <LinkButton to="/" variant="default" size="md">
      Go to your boards
    </LinkButton>
  );
  if (isUnreachable(error)) {
    action = (
      <Button size="md" onClick={onRetry}>
        Try again
      </Button>
    );
  }
  return (
    <FormPage title={title} lead={lead}>
      <div className={classes.action}>{action}</div>
    </FormPage>
  );
}

export function linkProblem(error: unknown): { title: string; lead: string } {
  if (error instanceof Problem && error.status === 404) {
    return {
      title: "This link is not known",
      lead: "It may not be complete: copy the whole of it. Or ask who sent it for a new one.",
    };
  }
  if (error instanceof Problem && error.status === 410) {
    const revoked = /revoked/.test(`${error.code} ${error.detail}`);
    return {
      title: revoked ? "This link was revoked" : "This link has expired",
      lead: "Ask who sent it for a new one. If you joined before, sign in, and the board is on your home page.",
    };
  }
  const { title, detail } = explain(error);
  return { title, lead: detail };
}
