import { IconUsers } from "@tabler/icons-react";
import type { CSSProperties } from "react";
import { addStakeholder, setStakeholder } from "@/plan/change";
import type { Stakeholder } from "@/plan/types";
import { useItem, useMayEdit, usePlan, useSession } from "@/session";
import { ColorTag, colorFor, isHexColor } from "@/ui";
import { FloatingMenu } from "./FloatingMenu";
import classes from "./Menus.module.css";
import { PickList } from "./PickList";

/** Whom an item is for. */
export function StakeholderMenu({
  itemId,
  tags = false,
  className,
}: {
  itemId: string;
  /** Shows the groups' names, rather than a dot for each. */
  tags?: boolean;
  className?: string;
}) {
  const session = useSession();
  const canEdit = useMayEdit(itemId);
  const { stakeholders } = usePlan();
  const chosen = useItem(itemId)?.stakeholders ?? [];
  const shown = stakeholders.filter(({ id }) => chosen.includes(id));
  if (!canEdit && shown.length === 0 && !tags) return null;
  const names = shown.map(({ name }) => name || "Unnamed group").join(", ");
  return (
    <FloatingMenu
      label={names ? `For ${names}` : canEdit ? "Say whom it is for" : "For no one in particular"}
      title={tags ? undefined : names || "No stakeholders"}
      trigger={<StakeholdersShown shown={shown} tags={tags} />}
      disabled={!canEdit}
      className={className}
      width={256}
    >
      {() => (
        <PickList
          label="Stakeholders"
          multiple
          searchPlaceholder="Find or add a group…"
          empty="No groups yet. Type a name to add one."
          choices={stakeholders.map((group) => ({
            value: group.id,
            label: group.name || "Unnamed group",
            hint: group.description || undefined,
            icon: <span className={classes.dot} style={tint(group)} />,
            picked: chosen.includes(group.id),
          }))}
          onPick={(id) => setStakeholder(session.doc, itemId, id, !chosen.includes(id))}
          onCreate={
            session.canEdit
              ? (name) => {
                  const id = addStakeholder(session.doc, { name });
                  setStakeholder(session.doc, itemId, id, true);
                }
              : undefined
          }
        />
      )}
    </FloatingMenu>
  );
}

function StakeholdersShown({ shown, tags }: { shown: readonly Stakeholder[]; tags: boolean }) {
  if (shown.length === 0) {
    return tags ? (
      <span className={classes.nothing}>No one in particular</span>
    ) : (
      <span className={classes.ghost}>
        <IconUsers size={13} aria-hidden="true" />
      </span>
    );
  }
  if (tags) {
    return (
      <span className={classes.tags}>
        {shown.map((group) => (
          <ColorTag key={group.id} color={group.color} seed={group.id}>
            {group.name || "Unnamed group"}
          </ColorTag>
        ))}
      </span>
    );
  }
  return (
    <span className={classes.dots}>
      {shown.slice(0, 5).map((group) => (
        <span key={group.id} className={classes.dot} style={tint(group)} />
      ))}
    </span>
  );
}

function tint({ id, color }: Stakeholder): CSSProperties {
  return { "--tint": isHexColor(color) ? color : colorFor(id) } as CSSProperties;
}
