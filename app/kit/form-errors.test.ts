import { expect, test } from "vitest";
import { listErrors } from "./form-errors.tsx";

const words: Record<string, string> = { missing: "It is missing.", stale: "It has changed since." };
const say = (code: string) => words[code];

test("each error leads to its field, one of the form to none", () => {
  expect(listErrors({ name: "missing", form: "stale" }, say)).toEqual([
    { field: "name", message: "It is missing." },
    { message: "It has changed since." },
  ]);
});

test("a code without a sentence is shown itself", () => {
  expect(listErrors({ name: "unheard_of" }, say)).toEqual([{ field: "name", message: "unheard_of" }]);
});

test("a field may stand under another id, or under none", () => {
  const idOf = (field: string) => (field === "hash" ? undefined : `${field}-7`);
  expect(listErrors({ name: "missing", hash: "stale" }, say, idOf)).toEqual([
    { field: "name-7", message: "It is missing." },
    { message: "It has changed since." },
  ]);
});
