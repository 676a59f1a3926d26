import { describe, expect, it } from "vitest";
import { type KeyAct, readKeyAct } from "./key-act.ts";

const NOW = "2026-03-02T09:15:00Z";
const EARLIER = "2026-03-01T00:00:00Z";
const TENANT = "5f0c1d2e-3a4b-4c5d-8e6f-7a8b9c0d1e2f";
const PLAIN = "a".repeat(43);
const HYPHEN = `-${"b".repeat(42)}`;
const HYPHENS = `--${"c".repeat(41)}`;

describe("the words after truetonne keys", () => {
  it.each<[string[], KeyAct | "help" | null]>([
    [["list"], { verb: "list", tenantId: null }],
    [["list", TENANT], { verb: "list", tenantId: TENANT }],
    [["rotate", "issuer", TENANT], { verb: "rotate", purpose: "issuer", tenantId: TENANT }],
    [["rotate", "issuer"], null],
    [["rotate", "issuer", PLAIN], null],
    [["rotate", "log", TENANT], null],
    [["list", TENANT, TENANT], null],
    [["rotate", "log"], { verb: "rotate", purpose: "log" }],
    [["rotate", "credential"], { verb: "rotate", purpose: "credential" }],
    ...[PLAIN, HYPHEN, HYPHENS].flatMap((keyId): [string[], KeyAct][] => [
      [["revoke", keyId], { verb: "revoke", keyId, since: NOW }],
      [["revoke", "--", keyId], { verb: "revoke", keyId, since: NOW }],
      [["revoke", keyId, "--since", EARLIER], { verb: "revoke", keyId, since: EARLIER }],
      [["revoke", "--since", EARLIER, keyId], { verb: "revoke", keyId, since: EARLIER }],
    ]),
    [["revoke", "short"], { verb: "revoke", keyId: "short", since: NOW }],
    [["revoke", PLAIN, "--help"], "help"],
    [["revoke"], null],
    [["revoke", PLAIN, HYPHEN], null],
    [["revoke", PLAIN, "--since", "2026-03-02T09:15:01Z"], null],
    [["revoke", PLAIN, "--since", "yesterday"], null],
    [["revoke", "-short"], null],
    [["list", HYPHEN], null],
    [["list", "--since", EARLIER], null],
    [["rotate", "seal"], null],
    [[], null],
  ])("%j", (argv, act) => expect(readKeyAct(argv, NOW)).toEqual(act));
});
