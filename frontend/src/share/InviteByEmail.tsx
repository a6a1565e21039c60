import { Button, Textarea } from "@mantine/core";
import { IconCheck, IconSend } from "@tabler/icons-react";
import { type FormEvent, useRef, useState } from "react";
import { type Board, explain, type Role } from "@/api";
import { useInviteByEmail, useNotificationSettings } from "@/inbox/api";
import { readAddresses } from "./addresses";
import classes from "./InviteByEmail.module.css";
import frame from "./InviteLinks.module.css";
import { RoleMenu } from "./RoleMenu";
import { invitableRoles, roleCan } from "./roles";

const MESSAGE_MAX = 500;

/** Sends each address a mail with a link of its own. */
export function InviteByEmail({ board }: { board: Board }) {
  const roles = invitableRoles(board.role);
  const invite = useInviteByEmail(board.id);
  const settings = useNotificationSettings().data;
  const [to, setTo] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [role, setRole] = useState<Role>(roles.includes("editor") ? "editor" : "viewer");
  const [message, setMessage] = useState("");
  const toRef = useRef<HTMLTextAreaElement>(null);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const { emails, problem } = readAddresses(to);
    setWrong(problem);
    if (problem !== null) return toRef.current?.focus();
    invite.mutate(
      { emails, role, message: message.trim() },
      {
        onSuccess: () => {
          setTo("");
          setMessage("");
        },
      },
    );
  };

  const sent = invite.data?.sent;
  return (
    <section aria-label="Invite by email">
      <form noValidate className={frame.form} onSubmit={onSubmit}>
        <Textarea
          ref={toRef}
          label="Email addresses"
          placeholder="ada@example.org, bo@example.org"
          description="Apart by commas, spaces or lines"
          autosize
          minRows={2}
          maxRows={6}
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          value={to}
          error={wrong}
          onChange={(event) => {
            setTo(event.currentTarget.value);
            setWrong(null);
            if (!invite.isPending) invite.reset();
          }}
        />
        <Textarea
          label="Message (optional)"
          autosize
          minRows={2}
          maxRows={6}
          maxLength={MESSAGE_MAX}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        <div className={classes.foot}>
          <p className={frame.sentence}>
            They join as
            <RoleMenu value={role} roles={roles} onChange={setRole} label="Role of the invited" />
          </p>
          <Button
            type="submit"
            loading={invite.isPending}
            leftSection={<IconSend size={16} stroke={2} />}
          >
            Send
          </Button>
        </div>
        <p className={frame.can}>
          {roleCan(role)}. Each gets a link of their own, which ends after 14 days.
        </p>
        {settings?.mail_works === false && (
          <p className={classes.warning}>
            This service has no mail server yet: the mails wait in its outbox. Until then send
            people a link yourself.
          </p>
        )}
        <div role="status">
          {sent !== undefined && (
            <p className={classes.sent}>
              <IconCheck size={15} stroke={2.5} aria-hidden="true" />
              {sentWords(sent)}
            </p>
          )}
        </div>
        {invite.isError && (
          <p role="alert" className={frame.error}>
            {explain(invite.error).detail || explain(invite.error).title}
          </p>
        )}
      </form>
    </section>
  );
}

/** Who is on the board already, with as much as was offered, is not invited. */
function sentWords(sent: number): string {
  if (sent === 0) return "All of them are on the board already.";
  return sent === 1 ? "One invitation is on the way." : `${sent} invitations are on the way.`;
}
