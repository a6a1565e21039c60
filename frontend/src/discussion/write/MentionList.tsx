import { IconUsersGroup } from "@tabler/icons-react";
import type { CSSProperties } from "react";
import { colorFor, isHexColor, PersonAvatar } from "@/ui";
import type { Candidate } from "../mentions";
import classes from "./Composer.module.css";

/** Whom one may mean; the text field keeps the focus and takes the keys. */
export function MentionList({
  id,
  candidates,
  at,
  onActive,
  onChoose,
}: {
  id: string;
  candidates: readonly Candidate[];
  at: number;
  onActive(index: number): void;
  onChoose(candidate: Candidate): void;
}) {
  return (
    <div id={id} role="listbox" aria-label="Whom do you mean?" className={classes.names}>
      {candidates.map((candidate, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text field takes the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the text field has the focus and names the active option
        <div
          key={`${candidate.kind} ${candidate.id}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          data-active={index === at || undefined}
          className={classes.name}
          onPointerMove={() => onActive(index)}
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(candidate)}
        >
          {candidate.kind === "person" ? (
            <PersonAvatar
              person={{
                id: candidate.id,
                name: candidate.label,
                color: candidate.color ?? colorFor(candidate.id),
              }}
              size={20}
              tooltip={false}
            />
          ) : (
            <span
              className={classes.group}
              style={{ "--tint": tint(candidate) } as CSSProperties}
              aria-hidden="true"
            >
              <IconUsersGroup size={14} />
            </span>
          )}
          <span className={classes.label}>{candidate.label}</span>
          {candidate.hint && <span className={classes.hint}>{candidate.hint}</span>}
        </div>
      ))}
    </div>
  );
}

function tint({ id, color }: Candidate): string {
  if (id === "everyone") return "var(--text-muted)";
  return color && isHexColor(color) ? color : colorFor(id);
}
