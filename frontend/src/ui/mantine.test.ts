import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";

const src = resolve(import.meta.dirname, "..");
const mantine = resolve(src, "../node_modules/@mantine");

/** Where each of a package's exports is made: one file for each, of the same name. */
const filesOf = new Map<string, Map<string, string>>();

function fileOf(pack: string, name: string): string | undefined {
  let files = filesOf.get(pack);
  if (!files) {
    const root = join(mantine, pack, "esm");
    files = new Map(
      readdirSync(root, { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".mjs"))
        .map((path) => [basename(path, ".mjs"), join(root, path)]),
    );
    filesOf.set(pack, files);
  }
  return files.get(name);
}

function* importsOf(code: string): Generator<[from: string, names: string[]]> {
  for (const [, names, from] of code.matchAll(
    /import\s*(?:\{([^}]*)\}|[^"{]*)\s*from\s*"([^"]+)"/g,
  )) {
    yield [
      from ?? "",
      (names ?? "")
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== "" && !name.startsWith("type "))
        .map((name) => name.split(/\s+as\s+/)[0] ?? ""),
    ];
  }
}

/** The CSS modules of @mantine/core that the code may come to use. */
function sheetsFor(path: string, seen: Set<string>, sheets: Set<string>): void {
  if (seen.has(path) || !existsSync(path)) return;
  seen.add(path);
  const sheet = /@mantine\/core\/.*?([^/]+)\.module\.mjs$/.exec(path)?.[1];
  if (sheet) sheets.add(sheet);
  for (const [from, names] of importsOf(readFileSync(path, "utf8"))) {
    const pack = /^@mantine\/([\w-]+)$/.exec(from)?.[1];
    if (pack) {
      for (const name of names) {
        const file = fileOf(pack, name);
        if (file) sheetsFor(file, seen, sheets);
      }
    } else if (from.startsWith(".") && path.includes("node_modules")) {
      sheetsFor(resolve(dirname(path), from), seen, sheets);
    }
  }
}

test("every Mantine component in use has its styles", () => {
  const loaded = readFileSync(join(import.meta.dirname, "mantine.css"), "utf8");
  const seen = new Set<string>();
  const sheets = new Set<string>();
  for (const path of readdirSync(src, { recursive: true, encoding: "utf8" })) {
    if (/(?<!\.test)\.tsx?$/.test(path)) sheetsFor(join(src, path), seen, sheets);
  }
  expect(sheets).toContain("Button");
  const missing = [...sheets].filter(
    (sheet) =>
      existsSync(join(mantine, `core/styles/${sheet}.layer.css`)) &&
      !loaded.includes(`"@mantine/core/styles/${sheet}.layer.css"`),
  );
  expect(missing, "import them in ui/mantine.css").toEqual([]);
});
