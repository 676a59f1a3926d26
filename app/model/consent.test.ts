import { expect, it } from "vitest";
import { isConsented } from "./consent.ts";

const consent = { isAllowed: true, host: "model.example", model: "sample-1" };

it("is for one service and one model, and only while it is given", () => {
  expect(isConsented(consent, { host: "model.example", name: "sample-1" })).toBe(true);
  expect(isConsented(consent, { host: "model.example", name: "sample-2" })).toBe(false);
  expect(isConsented(consent, { host: "other.example", name: "sample-1" })).toBe(false);
  expect(isConsented({ ...consent, isAllowed: false }, { host: "model.example", name: "sample-1" })).toBe(false);
  expect(isConsented(null, { host: "model.example", name: "sample-1" })).toBe(false);
  expect(isConsented(consent, undefined)).toBe(false);
});
