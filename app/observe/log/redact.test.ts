import fc from "fast-check";
import { expect, it } from "vitest";
import { redact } from "./redact.ts";

const UUID = "0193b0a4-7a55-7cc2-9d0e-2a5f0f3c8f11";

it.each([
  ["a mail address", "Key (email)=(li.na+x@sample.example) exists", "Key (email)=([mail]) exists"],
  ["a link's token", `GET /quotes/${"aB3".repeat(14)}x failed`, "GET /quotes/[token] failed"],
  ["a session's token", "session Zk3q9XbT0wLr5mNs8vQy1hJd not found", "session [token] not found"],
  ["256 bits in hexadecimal", `hash ${"0a".repeat(32)}.`, "hash [token]."],
  ["a setting's secret", "password is pass word!", "password is [secret]"],
])("takes out %s", (_, text, safe) => {
  expect(redact(text, ["pass word!"])).toBe(safe);
});

it.each([
  `/organizations/${UUID}/activities`,
  "at performIssue (app/report/report-publication.server.ts:55:3)",
  "ENCRYPTION_OF_ALL_THINGS_2 is missing",
  "GHG-2025-7K3M-92QX-4TVB-88WD",
])("keeps text that helps to find an error: %s", (text) => {
  expect(redact(text, [])).toBe(text);
});

it("removes the token of a link in any surrounding text", () => {
  const token = fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((bytes) => Buffer.from(bytes).toString("base64url"));
  fc.assert(
    fc.property(fc.string(), token, fc.string(), (before, secret, after) => {
      expect(redact(before + secret + after, [])).not.toContain(secret);
    }),
  );
});
