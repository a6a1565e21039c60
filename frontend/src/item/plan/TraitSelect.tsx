import { FloatingMenu } from "../menus/FloatingMenu";
import { PickList } from "../menus/PickList";
import { sentence } from "../words";
import own from "./Channels.module.css";

/** One dimension of a channel, as a word that opens the others. */
export function TraitSelect({
  label,
  value,
  names,
  hints = {},
  onPick,
  readOnly,
}: {
  label: string;
  value: string;
  names: Readonly<Record<string, string>>;
  hints?: Readonly<Record<string, string>>;
  onPick: (value: string) => void;
  readOnly: boolean;
}) {
  const name = names[value] ?? sentence(value);
  return (
    <FloatingMenu
      label={`${label}: ${name}`}
      trigger={name}
      className={own.trait}
      disabled={readOnly}
      width={216}
    >
      {(close) => (
        <PickList
          label={label}
          searchable={false}
          choices={Object.entries(names).map(([choice, text]) => ({
            value: choice,
            label: text,
            hint: hints[choice],
            picked: choice === value,
          }))}
          onPick={(choice) => {
            if (choice !== value) onPick(choice);
            close();
          }}
        />
      )}
    </FloatingMenu>
  );
}
