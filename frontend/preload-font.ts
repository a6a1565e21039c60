import type { Plugin } from "vite";

const LATIN = /inter-latin-wght-normal-[\w-]+\.woff2$/;

/** Asks for the text face along with the page, and not once the styles have come. */
export function preloadFont(): Plugin {
  return {
    name: "preload-font",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle }) => {
        const file = Object.keys(bundle ?? {}).find((name) => LATIN.test(name));
        if (!file) throw new Error("the build holds no Latin text face");
        return [
          {
            tag: "link",
            attrs: {
              rel: "preload",
              as: "font",
              type: "font/woff2",
              href: `/${file}`,
              crossorigin: true,
            },
            injectTo: "head",
          },
        ];
      },
    },
  };
}
