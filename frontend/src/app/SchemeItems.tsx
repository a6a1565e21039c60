import { Menu } from "@mantine/core";
import { type ColorScheme, schemeChoices, useColorScheme } from "@/ui";
import classes from "./SchemeItems.module.css";

/** Light, dark or as the system has it, side by side in a menu. */
export function SchemeItems() {
  const [scheme, setScheme] = useColorScheme();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of menu items, which is no fieldset
    <div role="group" aria-label="Colour scheme" className={classes.group}>
      <Menu.RadioGroup value={scheme} onChange={(value) => setScheme(value as ColorScheme)}>
        {schemeChoices.map(({ value, label, Icon }) => (
          <Menu.RadioItem key={value} value={value} checkIcon={null} className={classes.item}>
            <Icon size={14} stroke={1.75} aria-hidden="true" />
            {label}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </div>
  );
}
