import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconKey, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { telling } from "@/app/telling";
import { RelativeTime, RowSkeletons, ShownOnce } from "@/ui";
import classes from "./AccessTokens.module.css";
import { type Token, useRevokeToken, useTokens } from "./api";
import { scopeName } from "./scopes";
import { TokenForm } from "./TokenForm";

/** One's personal tokens: make one, see when each was used, end one. */
export function AccessTokens() {
  const tokens = useTokens();
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <div className={classes.root}>
      {secret && (
        <ShownOnce label="New token" secret={secret} onDone={() => setSecret(null)}>
          Copy the token now: it is not shown again. Whoever has it can do what it may.
        </ShownOnce>
      )}
      {tokens.isPending ? (
        <RowSkeletons count={2} label="Loading the tokens…" />
      ) : tokens.isError && !tokens.data ? (
        <p role="alert" className={classes.error}>
          The tokens did not load.{" "}
          <Button size="compact-xs" variant="default" onClick={() => void tokens.refetch()}>
            Try again
          </Button>
        </p>
      ) : tokens.data.length === 0 ? (
        !making && <p className={classes.none}>No tokens yet.</p>
      ) : (
        <ul className={classes.list}>
          {tokens.data.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </ul>
      )}
      {making ? (
        <TokenForm
          onMade={(made) => {
            setSecret(made);
            setMaking(false);
          }}
          onCancel={() => setMaking(false)}
        />
      ) : (
        <div>
          <Button
            variant="default"
            onClick={() => {
              setSecret(null);
              setMaking(true);
            }}
          >
            New token
          </Button>
        </div>
      )}
    </div>
  );
}

function TokenRow({ token }: { token: Token }) {
  const revoke = useRevokeToken();
  const ask = () =>
    modals.openConfirmModal({
      title: `Revoke “${token.name}”?`,
      children: "Programs that use it stop working at once. This cannot be undone.",
      labels: { confirm: "Revoke", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm: () =>
        void telling(revoke.mutateAsync(token.id), {
          failed: "The token is not revoked",
          done: `“${token.name}” is revoked.`,
        }),
    });
  return (
    <li className={classes.item}>
      <span className={classes.icon} aria-hidden="true">
        <IconKey size={15} stroke={2} />
      </span>
      <div className={classes.what}>
        <span className={classes.name}>{token.name}</span>
        <span className={classes.detail}>
          {scopeName(token.scopes)} · ends in <code>{token.ending}</code>
          {" · "}
          {token.last_used_at ? (
            <>
              used <RelativeTime at={token.last_used_at} />
            </>
          ) : (
            "not used yet"
          )}
          {" · "}
          {token.expires_at ? (
            <>
              expires <RelativeTime at={token.expires_at} />
            </>
          ) : (
            "does not expire"
          )}
        </span>
      </div>
      <Tooltip label="Revoke">
        <ActionIcon aria-label={`Revoke the token ${token.name}`} onClick={ask}>
          <IconTrash size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
