/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { precompress } from "./precompress";
import { preloadFont } from "./preload-font";
import { serviceWorker } from "./service-worker/plugin";

const backend = process.env.PLANHALL_BACKEND ?? "http://127.0.0.1:8000";

// What every page is made of. A file for each combination of pages would be a hundred small ones,
// of which a browser fetches six at a time.
const KIT =
  /node_modules\/(react|react-dom|scheduler|clsx|zustand|@mantine\/(core|hooks)|@floating-ui|@tabler|@tanstack|react-[\w-]+)\//;

export default defineConfig({
  plugins: [react(), preloadFont(), serviceWorker(), precompress()],
  resolve: {
    alias: {
      "@": new URL("./src", import.meta.url).pathname,
      "@shared": new URL("../shared", import.meta.url).pathname,
    },
  },
  server: {
    proxy: {
      "/api": backend,
      "^/(p|calendar)/": backend,
      "/collaboration": { target: backend, ws: true },
    },
  },
  build: {
    target: "es2022",
    sourcemap: true,
    rolldownOptions: {
      // An index only passes on: a page loads what it names, not all that stands beside it.
      treeshake: {
        moduleSideEffects: [{ test: /\/src\/\w+\/index\.ts$/, sideEffects: false }],
      },
      output: {
        codeSplitting: {
          groups: [
            { name: "kit", test: KIT, minShareCount: 2, priority: 2 },
            { name: "common", test: /\/src\/(ui|api)\//, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}"] },
});
