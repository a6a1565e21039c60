import { Button } from "@mantine/core";
import { IconUserQuestion } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { Role } from "@/api";
import { telling } from "@/app/telling";
import { usePeers } from "@/session";
import { useFacilitator } from "../api";
import { mayFacilitate, type Session } from "../types";
import classes from "./SessionBar.module.css";

/** A page that is loaded anew is away for a moment, which is no news. */
const AWAY_AFTER_MS = 5000;

/** Nobody leads: who may do it can take over, the others learn why nothing goes on. */
export function FacilitatorAway({
  session,
  me,
  role,
}: {
  session: Session;
  me: string;
  role: Role;
}) {
  const { facilitator } = session;
  const here = usePeers().some(({ id }) => id === facilitator?.id) || facilitator?.id === me;
  const away = useHeld(!here, facilitator === null ? 0 : AWAY_AFTER_MS);
  const take = useFacilitator(session.id);
  if (!away) return null;
  const name = facilitator?.name ?? "";
  return (
    <div className={classes.strip} data-tone="warning" role="status">
      <IconUserQuestion size={18} stroke={1.75} aria-hidden="true" />
      <p>
        {facilitator ? <strong>{name} is not here.</strong> : <strong>Nobody facilitates.</strong>}{" "}
        {mayFacilitate(role)
          ? "You can take over, and hand it back later."
          : "The session goes on as soon as somebody does."}
      </p>
      {mayFacilitate(role) && (
        <Button
          size="compact-sm"
          loading={take.isPending}
          onClick={() =>
            void telling(take.mutateAsync({ take: true }), {
              failed: "You do not facilitate",
              done: "You facilitate now",
            })
          }
        >
          Take over
        </Button>
      )}
    </div>
  );
}

function useHeld(on: boolean, milliseconds: number): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!on) {
      setHeld(false);
      return;
    }
    const timer = setTimeout(() => setHeld(true), milliseconds);
    return () => clearTimeout(timer);
  }, [on, milliseconds]);
  return held;
}
