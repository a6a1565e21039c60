import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { lazy, type ReactNode, Suspense } from "react";
import { cssVariables, theme } from "./theme";

/** Also read by public/scheme.js, before the first paint. */
export const COLOR_SCHEME_KEY = "planhall-color-scheme";

const colorSchemeManager = localStorageColorSchemeManager({ key: COLOR_SCHEME_KEY });

// What is told before this came waits for it; what is asked (`modals`) would not, and is here.
const Toasts = lazy(() => import("./Toasts"));

/** Theme, colour scheme, modals and notifications: what every page stands on. */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      {children}
      <ModalsProvider labels={{ confirm: "OK", cancel: "Cancel" }}>{null}</ModalsProvider>
      <Suspense>
        <Toasts />
      </Suspense>
    </MantineProvider>
  );
}
