import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Plugin } from "vite";

const KEPT = /\.(js|css|woff2|svg|webmanifest)$/;

/**
 * Writes `sw.js` into the build, with the names of all files that the app may load.
 *
 * Own code and not Workbox, which would bring two hundred packages for one rule on fetches.
 */
export function serviceWorker(): Plugin {
  let folder = "dist";
  let source = "";
  return {
    name: "service-worker",
    apply: "build",
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir);
      source = join(config.root, "service-worker", "worker.js");
    },
    closeBundle: () => {
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .map((name) => `/${name.replaceAll("\\", "/")}`)
        .filter((name) => KEPT.test(name) && name !== "/sw.js")
        .sort();
      const version = createHash("sha256")
        .update(readFileSync(join(folder, "index.html")))
        .update(files.join("\n"))
        .digest("hex")
        .slice(0, 12);
      const worker = readFileSync(source, "utf8")
        .replace("__VERSION__", version)
        .replace("__FILES__", JSON.stringify(files));
      writeFileSync(join(folder, "sw.js"), worker);
    },
  };
}
