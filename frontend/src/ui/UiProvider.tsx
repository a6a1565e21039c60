import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { lazy, type ReactNode, Suspense } from "react";
import { cssVariables, theme } from "./theme";

/** Also read by public/scheme.js, before the first paint. */
export const COLOR_SCHEME_KEY = "planhall-color-scheme";

const colorSchemeManager = localStorageColorSchemeManager({ key: COLOR_SCHEME_KEY });

// Nothing is confirmed or notified before the first page shows: their code comes after it.
const Overlays = lazy(() => import("./Overlays"));

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
      <Suspense>
        <Overlays />
      </Suspense>
    </MantineProvider>
  );
}
