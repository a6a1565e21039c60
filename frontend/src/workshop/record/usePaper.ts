import { useEffect } from "react";

const SCHEME = "mantineColorScheme";

/** Paper is white: what is printed is drawn in light colours, whatever the screen shows. */
export function usePaper(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    let shown: string | undefined;
    const toPaper = () => {
      shown = dataset[SCHEME];
      dataset[SCHEME] = "light";
    };
    const toScreen = () => {
      if (shown !== undefined) dataset[SCHEME] = shown;
      shown = undefined;
    };
    window.addEventListener("beforeprint", toPaper);
    window.addEventListener("afterprint", toScreen);
    return () => {
      window.removeEventListener("beforeprint", toPaper);
      window.removeEventListener("afterprint", toScreen);
      toScreen();
    };
  }, []);
}
