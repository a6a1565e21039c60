import {
  type ActionIconProps,
  type BadgeProps,
  type ButtonProps,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type InputProps,
  type InputWrapperProps,
  type KbdProps,
  type MantineColorsTuple,
  type MenuProps,
  type ModalProps,
  type NotificationProps,
  type PopoverProps,
  type SegmentedControlProps,
  type SelectProps,
  type SkeletonProps,
  type TooltipProps,
} from "@mantine/core";
import classes from "./theme.module.css";

/** The primary palette: a deep green, for what can be acted on and what is chosen. */
const pine: MantineColorsTuple = [
  "#eefaf6",
  "#daf4ea",
  "#b7e7d7",
  "#8dd5be",
  "#60bfa4",
  "#33a587",
  "#11886d",
  "#047059",
  "#015947",
  "#044234",
];

/** Greys with a breath of the primary hue, so that they sit beside it in light and in dark. */
const gray: MantineColorsTuple = [
  "#f9fafa",
  "#f1f4f4",
  "#e3e7e7",
  "#d4d8d8",
  "#b6bcbb",
  "#8d9493",
  "#666e6d",
  "#4a5151",
  "#2e3434",
  "#171c1b",
];

const dark: MantineColorsTuple = [
  "#e5e9e9",
  "#c6cccc",
  "#a5acad",
  "#687071",
  "#3a4142",
  "#2b3232",
  "#1e2424",
  "#181d1d",
  "#101515",
  "#090d0d",
];

const red: MantineColorsTuple = [
  "#fef4f3",
  "#ffe4e0",
  "#ffcbc4",
  "#fba89e",
  "#f38277",
  "#e5554c",
  "#cc3430",
  "#b02b27",
  "#8d2521",
  "#681b18",
];

const green: MantineColorsTuple = [
  "#f0faf3",
  "#dcf2e3",
  "#bbe5c8",
  "#8bd4a5",
  "#52c180",
  "#01a760",
  "#028b4f",
  "#057743",
  "#016035",
  "#014726",
];

const yellow: MantineColorsTuple = [
  "#fdf5ee",
  "#f9e8d6",
  "#f3d3af",
  "#ebb678",
  "#df9632",
  "#c07b03",
  "#a06604",
  "#8a5601",
  "#6f4502",
  "#533200",
];

const blue: MantineColorsTuple = [
  "#f1f8fe",
  "#dceeff",
  "#bcddfe",
  "#8cc7ff",
  "#58aefb",
  "#0191ee",
  "#0278c7",
  "#0167ab",
  "#03538a",
  "#003d68",
];

const inter =
  '"Inter Variable", Inter, -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';

/**
 * What the app changes in a component. Mantine's own `Component.extend` says the same, and would
 * load the code of all of them with the first page.
 */
function themed<Props>(component: {
  defaultProps?: Partial<Props>;
  classNames?: Readonly<Record<string, string | undefined>>;
}) {
  return component;
}

/** The Mantine theme. Sizes are on a grid of 4 px; text is dense, as in a tool used all day. */
export const theme = createTheme({
  primaryColor: "pine",
  primaryShade: { light: 7, dark: 7 },
  colors: { pine, gray, dark, red, green, yellow, blue },
  black: "#1a2120",
  fontFamily: inter,
  fontFamilyMonospace:
    'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "Courier New", monospace',
  fontSizes: {
    xs: "0.75rem",
    sm: "0.8125rem",
    md: "0.875rem",
    lg: "1rem",
    xl: "1.125rem",
  },
  fontWeights: { regular: "400", medium: "500", bold: "600" },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.5", lg: "1.5", xl: "1.5" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "16px" },
  defaultRadius: "sm",
  shadows: {
    xs: "var(--shadow-card)",
    sm: "var(--shadow-card)",
    md: "var(--shadow-card-hover)",
    lg: "var(--shadow-popover)",
    xl: "var(--shadow-popover)",
  },
  headings: {
    fontFamily: inter,
    fontWeight: "600",
    textWrap: "balance",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.25" },
      h2: { fontSize: "1.125rem", lineHeight: "1.35" },
      h3: { fontSize: "1rem", lineHeight: "1.4" },
      h4: { fontSize: "0.875rem", lineHeight: "1.45" },
      h5: { fontSize: "0.8125rem", lineHeight: "1.45" },
      h6: { fontSize: "0.75rem", lineHeight: "1.45" },
    },
  },
  // Quiet until pointed at: Mantine's own grey is as dark as text.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    if (input.variant !== "subtle" || input.color !== "gray") return colors;
    return {
      ...colors,
      color: "var(--text-muted)",
      hover: "var(--surface-hover)",
      hoverColor: "var(--text)",
    };
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  focusClassName: classes.focus,
  components: {
    Button: themed<ButtonProps>({ classNames: { root: classes.button } }),
    ActionIcon: themed<ActionIconProps>({
      defaultProps: { variant: "subtle", color: "gray" },
    }),
    Badge: themed<BadgeProps>({
      defaultProps: { variant: "light", radius: "xs" },
      classNames: { root: classes.badge },
    }),
    Input: themed<InputProps>({ classNames: { input: classes.field } }),
    InputWrapper: themed<InputWrapperProps>({
      classNames: {
        label: classes.fieldLabel,
        description: classes.fieldNote,
        error: classes.fieldNote,
      },
    }),
    Kbd: themed<KbdProps>({ classNames: { root: classes.kbd } }),
    Menu: themed<MenuProps>({
      defaultProps: {
        shadow: "lg",
        radius: "md",
        transitionProps: { duration: 110 },
        // A menu holds items only (WAI-ARIA): the first one takes the focus.
        withInitialFocusPlaceholder: false,
      },
      classNames: {
        dropdown: classes.dropdown,
        item: classes.menuItem,
        itemSection: classes.menuSection,
        label: classes.menuLabel,
      },
    }),
    Modal: themed<ModalProps>({
      defaultProps: {
        radius: "lg",
        overlayProps: { color: "var(--overlay)", backgroundOpacity: 1 },
        transitionProps: { transition: "pop", duration: 130 },
        closeButtonProps: { "aria-label": "Close" },
      },
      classNames: {
        content: classes.modalContent,
        title: classes.modalTitle,
        header: classes.modalHeader,
        close: classes.modalClose,
      },
    }),
    Notification: themed<NotificationProps>({
      defaultProps: { closeButtonProps: { "aria-label": "Close" } },
      classNames: { root: classes.notification },
    }),
    Popover: themed<PopoverProps>({
      defaultProps: { shadow: "lg", radius: "md" },
      classNames: { dropdown: classes.dropdown },
    }),
    SegmentedControl: themed<SegmentedControlProps>({
      classNames: { root: classes.segmented, indicator: classes.segmentedIndicator },
    }),
    Select: themed<SelectProps>({
      defaultProps: {
        allowDeselect: false,
        checkIconPosition: "right",
        comboboxProps: { shadow: "lg", radius: "md" },
      },
    }),
    Skeleton: themed<SkeletonProps>({ classNames: { root: classes.skeleton } }),
    Tooltip: themed<TooltipProps>({
      defaultProps: { openDelay: 350, closeDelay: 40, transitionProps: { duration: 90 } },
      classNames: { tooltip: classes.tooltip },
    }),
  },
});

/** Mantine's own variables, said in terms of our tokens (tokens.css). */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--surface-raised)",
    "--mantine-color-text": "var(--text)",
    "--mantine-color-bright": "var(--text)",
    "--mantine-color-dimmed": "var(--text-muted)",
    "--mantine-color-placeholder": "var(--text-faint)",
    "--mantine-color-anchor": "var(--accent)",
    "--mantine-color-error": "var(--danger)",
    "--mantine-color-success": "var(--success)",
    "--mantine-color-default": "var(--surface-raised)",
    "--mantine-color-default-hover": "var(--surface-hover)",
    "--mantine-color-default-color": "var(--text)",
    "--mantine-color-default-border": "var(--border)",
    "--mantine-color-disabled": "var(--surface-sunken)",
    "--mantine-color-disabled-color": "var(--text-faint)",
    "--mantine-color-disabled-border": "var(--border-subtle)",
  };
  return { variables: {}, light: shared, dark: shared };
};
