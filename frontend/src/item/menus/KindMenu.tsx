import { setKind } from "@/plan/change";
import { KINDS, type Kind } from "@/plan/types";
import { useItem, useMayEdit, useSession } from "@/session";
import { KindIcon, KindLabel, kindName } from "@/ui";
import { kindPurposes } from "../words";
import { FloatingMenu } from "./FloatingMenu";
import { PickList } from "./PickList";

/** An item's kind, to be changed with a click; says what each kind is for. */
export function KindMenu({
  itemId,
  compact = false,
  className,
}: {
  itemId: string;
  /** Only the icon. */
  compact?: boolean;
  className?: string;
}) {
  const session = useSession();
  const canEdit = useMayEdit(itemId);
  const kind = useItem(itemId)?.kind ?? "idea";
  return (
    <FloatingMenu
      label={`Kind: ${kindName(kind)}`}
      title={compact ? kindName(kind) : undefined}
      trigger={compact ? <KindIcon kind={kind} /> : <KindLabel kind={kind} chip />}
      disabled={!canEdit}
      className={className}
      width={292}
    >
      {(close) => (
        <PickList
          label="Kind"
          searchable={false}
          choices={KINDS.map((value) => ({
            value,
            label: kindName(value),
            hint: kindPurposes[value],
            icon: <KindIcon kind={value} />,
            picked: value === kind,
          }))}
          onPick={(value) => {
            if (value !== kind) setKind(session.doc, itemId, value as Kind);
            close();
          }}
        />
      )}
    </FloatingMenu>
  );
}
