import { expect, test } from "vitest";
import { listErrors } from "./form-errors.tsx";

const words: Record<string, string> = { missing: "It is missing.", stale: "It has changed since." };
const say = (code: string) => words[code];

test("errors link to their field, and errors of the form have no link", () => {
  expect(listErrors({ name: "missing", form: "stale" }, say)).toEqual([
    { field: "name", message: "It is missing." },
    { message: "It has changed since." },
  ]);
});

test("a code without a message is shown as is", () => {
  expect(listErrors({ name: "unheard_of" }, say)).toEqual([{ field: "name", message: "unheard_of" }]);
});

test("a field may have another id or no element", () => {
  const idOf = (field: string) => (field === "hash" ? undefined : `${field}-7`);
  expect(listErrors({ name: "missing", hash: "stale" }, say, idOf)).toEqual([
    { field: "name-7", message: "It is missing." },
    { message: "It has changed since." },
  ]);
});
