import { SegmentedControl } from "@mantine/core";
import classes from "./ColorSchemeToggle.module.css";
import { type ColorScheme, schemeChoices, useColorScheme } from "./colorScheme";

/** Light, dark, or as the system has it. Kept in this browser. */
export function ColorSchemeToggle({
  compact = false,
  fullWidth = false,
}: {
  compact?: boolean;
  fullWidth?: boolean;
}) {
  const [scheme, setScheme] = useColorScheme();
  return (
    <SegmentedControl
      size="xs"
      fullWidth={fullWidth}
      aria-label="Colour scheme"
      value={scheme}
      onChange={(value) => setScheme(value as ColorScheme)}
      data={schemeChoices.map(({ value, label, Icon }) => ({
        value,
        label: (
          <span className={classes.choice}>
            <Icon size={14} aria-hidden="true" />
            <span className={compact ? classes.hidden : undefined}>{label}</span>
          </span>
        ),
      }))}
    />
  );
}
