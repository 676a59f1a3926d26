import { expect, it } from "vitest";
import { isConsented, isConsentedFor } from "./consent.ts";

const consent = { isAllowed: true, sendsImages: false, host: "model.example", model: "sample-1" };
const endpoint = { host: "model.example", name: "sample-1", seesImages: true };

it("is for one service and one model, and only while it is given", () => {
  expect(isConsented(consent, endpoint)).toBe(true);
  expect(isConsented(consent, { ...endpoint, name: "sample-2" })).toBe(false);
  expect(isConsented(consent, { ...endpoint, host: "other.example" })).toBe(false);
  expect(isConsented({ ...consent, isAllowed: false }, endpoint)).toBe(false);
  expect(isConsented(null, endpoint)).toBe(false);
  expect(isConsented(consent, undefined)).toBe(false);
});

it("is for pictures only where it names them, and the model reads them", () => {
  const named = { ...consent, sendsImages: true };
  expect(isConsentedFor("bill", named, endpoint)).toBe(true);
  expect(isConsentedFor("bill", consent, endpoint)).toBe(false);
  expect(isConsentedFor("bill", named, { ...endpoint, seesImages: false })).toBe(false);
  expect(isConsentedFor("bill", named, { ...endpoint, name: "sample-2" })).toBe(false);
  expect(isConsentedFor("match", consent, endpoint)).toBe(true);
});
