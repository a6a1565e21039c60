import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast, inkOn, personColors } from "./palette";

const css = readFileSync(`${import.meta.dirname}/tokens.css`, "utf8");
const [lightBlock, darkBlock] = css.split(':root[data-mantine-color-scheme="dark"]');

function tokens(block: string | undefined): Map<string, string> {
  return new Map(
    [...(block ?? "").matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [
      match[1] ?? "",
      match[2] ?? "",
    ]),
  );
}

describe.each([
  ["light", tokens(lightBlock)],
  ["dark", tokens(darkBlock)],
])("the %s scheme", (_scheme, values) => {
  const color = (name: string) => {
    const value = values.get(name);
    if (!value) throw new Error(`no token --${name}`);
    return value;
  };

  test.each(["text", "text-muted", "text-faint", "accent", "danger", "warning", "success"])(
    "%s reads on every surface",
    (name) => {
      for (const surface of ["page", "raised", "sunken", "hover"]) {
        expect(contrast(color(name), color(`surface-${surface}`))).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  const tinted = [...values.keys()].filter((name) => values.has(`${name}-soft`));

  test("there are tokens for every kind and status", () => {
    expect(tinted.filter((name) => name.startsWith("kind-"))).toHaveLength(9);
    expect(tinted.filter((name) => name.startsWith("status-"))).toHaveLength(6);
  });

  test.each(tinted)("%s reads on its wash and on the surfaces", (name) => {
    for (const under of [`${name}-soft`, "surface-page", "surface-raised", "surface-hover"]) {
      expect(contrast(color(name), color(under))).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("the focus ring stands out from every surface", () => {
    for (const surface of ["page", "raised", "sunken"]) {
      expect(contrast(color("focus"), color(`surface-${surface}`))).toBeGreaterThanOrEqual(3);
    }
  });
});

test.each(personColors)("initials read on %s", (background) => {
  expect(contrast(inkOn(background), background)).toBeGreaterThanOrEqual(4.5);
});

test("the ink on a pale colour is dark", () => {
  expect(inkOn("#ffe066")).toBe("#1a2120");
  expect(inkOn("#fe6")).toBe("#1a2120");
});
