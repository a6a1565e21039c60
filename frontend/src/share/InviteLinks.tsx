import { ActionIcon, Button, Select, TextInput, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconCheck, IconCopy, IconLink, IconQrcode, IconTrash } from "@tabler/icons-react";
import { type FormEvent, lazy, Suspense, useState } from "react";
import {
  type Board,
  explain,
  type Invite,
  type Role,
  useCreateInvite,
  useInvites,
  useRevokeInvite,
} from "@/api";
import { telling } from "@/app/telling";
import { copyText, RelativeTime, RowSkeletons } from "@/ui";
import { EXPIRIES, type ExpiryChoice, expiryHours } from "./expiry";
import classes from "./InviteLinks.module.css";
import { RoleMenu } from "./RoleMenu";
import { invitableRoles, roleCan, roleName } from "./roles";
import dialog from "./ShareDialog.module.css";

const QrCode = lazy(() => import("./QrCode"));

export function InviteLinks({ board }: { board: Board }) {
  const roles = invitableRoles(board.role);
  const invites = useInvites(board.id);
  const create = useCreateInvite(board.id);
  const [role, setRole] = useState<Role>(roles.includes("editor") ? "editor" : "viewer");
  const [expiry, setExpiry] = useState<ExpiryChoice>("168");
  const [label, setLabel] = useState("");
  const [copied, setCopied] = useState<string | null>(null);

  const fresh = copied !== null && copied === create.data?.id;

  const copy = async (invite: Invite) => {
    if (await copyText(invite.url)) {
      setCopied(invite.id);
      setTimeout(() => setCopied((now) => (now === invite.id ? null : now)), 2500);
    } else {
      notifications.show({
        color: "red",
        title: "The browser did not let us copy",
        message: invite.url,
        autoClose: false,
      });
    }
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      { role, expires_in_hours: expiryHours(expiry), label: label.trim() || undefined },
      {
        onSuccess: (invite) => {
          setLabel("");
          void copy(invite);
        },
      },
    );
  };

  return (
    <section aria-label="Invite by link">
      <form className={classes.form} onSubmit={onSubmit}>
        <p className={classes.sentence}>
          Whoever has the link joins as
          <RoleMenu value={role} roles={roles} onChange={setRole} label="Role of the link" />
        </p>
        <div className={classes.fields}>
          <TextInput
            className={classes.label}
            aria-label="Label of the link"
            placeholder="Label (optional)"
            maxLength={80}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <Select
            className={classes.expiry}
            aria-label="For how long the link works"
            data={EXPIRIES.map(({ value, label }) => ({ value, label }))}
            value={expiry}
            onChange={(value) => value && setExpiry(value as ExpiryChoice)}
          />
          <Button
            type="submit"
            className={classes.create}
            loading={create.isPending}
            leftSection={
              fresh ? <IconCheck size={16} stroke={2.5} /> : <IconLink size={16} stroke={2} />
            }
          >
            {fresh ? "Link copied" : "Copy new link"}
          </Button>
        </div>
        <p className={classes.can}>{roleCan(role)}. No account is needed.</p>
        {create.isError && (
          <p role="alert" className={classes.error}>
            {explain(create.error).detail || explain(create.error).title}
          </p>
        )}
      </form>

      {invites.isPending ? (
        <RowSkeletons count={2} label="Loading the links…" />
      ) : invites.isError && !invites.data ? (
        <p role="alert" className={classes.error}>
          The links did not load.{" "}
          <Button size="compact-xs" variant="default" onClick={() => void invites.refetch()}>
            Try again
          </Button>
        </p>
      ) : (
        invites.data.length > 0 && (
          <>
            <h3 className={dialog.heading}>Links</h3>
            <ul className={classes.list}>
              {invites.data.map((invite) => (
                <InviteRow
                  key={invite.id}
                  board={board}
                  invite={invite}
                  copied={copied === invite.id}
                  onCopy={() => void copy(invite)}
                />
              ))}
            </ul>
          </>
        )
      )}
      <span role="status" className={classes.hidden}>
        {copied && "The link is copied."}
      </span>
    </section>
  );
}

function InviteRow({
  board,
  invite,
  copied,
  onCopy,
}: {
  board: Board;
  invite: Invite;
  copied: boolean;
  onCopy: () => void;
}) {
  const revoke = useRevokeInvite(board.id);
  const [showQr, setShowQr] = useState(false);
  const active = invite.status === "active";
  const name = invite.label || roleName(invite.role);
  return (
    <li className={classes.item} data-expired={!active || undefined}>
      <div className={classes.row}>
        <span className={classes.icon} aria-hidden="true">
          <IconLink size={15} stroke={2} />
        </span>
        <div className={classes.what}>
          <span className={classes.name}>{name}</span>
          <span className={classes.detail}>
            {invite.label && <>{roleName(invite.role)} · </>}
            {!active ? (
              "ended"
            ) : invite.expires_at ? (
              <>
                ends <RelativeTime at={invite.expires_at} />
              </>
            ) : (
              "no end"
            )}
            {" · "}
            {uses(invite.uses)}
          </span>
        </div>
        <div className={classes.tools}>
          {active && (
            <>
              <Tooltip label="QR code">
                <ActionIcon
                  aria-label={`QR code of the link ${name}`}
                  aria-expanded={showQr}
                  onClick={() => setShowQr((now) => !now)}
                >
                  <IconQrcode size={17} stroke={1.75} />
                </ActionIcon>
              </Tooltip>
              <Button
                size="compact-sm"
                variant="default"
                className={classes.copy}
                aria-label={`${copied ? "Copied" : "Copy"} the link ${name}`}
                data-copied={copied || undefined}
                leftSection={
                  copied ? <IconCheck size={14} stroke={2.5} /> : <IconCopy size={14} stroke={2} />
                }
                onClick={onCopy}
              >
                {copied ? "Copied" : "Copy"}
              </Button>
            </>
          )}
          <Tooltip label="Revoke">
            <ActionIcon
              aria-label={`Revoke the link ${name}`}
              onClick={() =>
                void telling(revoke.mutateAsync(invite.id), {
                  failed: "The link is not revoked",
                  done: "The link is revoked. Who joined by it stays on the board.",
                })
              }
            >
              <IconTrash size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      {showQr && active && (
        <Suspense fallback={<div className={classes.qrWait} />}>
          <QrCode text={invite.url} label={`QR code of the link ${name}`} />
        </Suspense>
      )}
    </li>
  );
}

function uses(count: number): string {
  if (count === 0) return "not used yet";
  return count === 1 ? "used once" : `used ${count} times`;
}
