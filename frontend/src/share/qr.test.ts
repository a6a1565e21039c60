import { expect, test } from "vitest";
import { encodeQr, qrPath } from "./qr";

/** A code that other software read as the text below; each row in hexadecimal, dark is 1. */
const READ_ELSEWHERE = [
  "1fd53f7f",
  "105e6d41",
  "1747e25d",
  "175e195d",
  "17468a5d",
  "10404741",
  "1fd5557f",
  "0010cc00",
  "16e4d84b",
  "09023ff1",
  "11f06476",
  "1a06e671",
  "0f5b080c",
  "082b8247",
  "07494a67",
  "10a28412",
  "0bfd06ba",
  "06baa92e",
  "14e42954",
  "05092c14",
  "0f449ffc",
  "001ddd1f",
  "1fdb9b5a",
  "105e151b",
  "174a69f6",
  "1757f0b9",
  "1752cd25",
  "1048d55a",
  "1fd8212a",
];

test("a link becomes the code that readers know", () => {
  const code = encodeQr("https://planhall.example/join/abc");
  expect(code?.map((row) => Number.parseInt(row.map(Number).join(""), 2))).toEqual(
    READ_ELSEWHERE.map((row) => Number.parseInt(row, 16)),
  );
});

test.each([
  [14, 21],
  [15, 25],
  [106, 41],
  [180, 53],
  [181, 57],
  [213, 57],
])("%d bytes take %d modules a side", (length, side) => {
  const code = encodeQr("x".repeat(length));
  expect(code).toHaveLength(side);
  expect(code?.every((row) => row.length === side)).toBe(true);
});

test("letters outside ASCII count as their bytes, and what is too long has no code", () => {
  expect(encodeQr("ü".repeat(107))).toBeNull();
  expect(encodeQr("x".repeat(214))).toBeNull();
});

test("runs of dark modules are drawn as one", () => {
  expect(
    qrPath([
      [true, true, false],
      [false, false, true],
    ]),
  ).toBe("M0 0h2v1h-2zM2 1h1v1h-1z");
});
