import { describe, expect, it } from "vitest";
import { callerOf, limitKey, networkOf } from "./rate-limit.server.ts";

describe("networkOf", () => {
  it.each([
    ["203.0.113.77", "203.0.113.0/24"],
    ["::ffff:203.0.113.77", "203.0.113.0/24"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:0001:2::9", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["unknown", "unknown"],
  ])("maps %s to %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe("callerOf", () => {
  it("is one IPv4 address, but the whole /64 of IPv6", () => {
    expect(callerOf("203.0.113.77")).toBe("203.0.113.77");
    expect(callerOf("::FFFF:203.0.113.77")).toBe("203.0.113.77");
    expect(callerOf("2001:db8::1")).toBe(callerOf("2001:db8::2"));
  });
});

describe("limitKey", () => {
  const secret = "a key of at least thirty-two characters";

  it("contains the purpose and hides the subject", () => {
    const key = limitKey(secret, "sign-in", "person@sample.example", "203.0.113.0/24");
    expect(key).toMatch(/^sign-in:[A-Za-z0-9_-]{43}$/);
    expect(key).not.toContain("person");
  });

  it("can't be shifted between its parts, or created without the key", () => {
    expect(limitKey(secret, "a", "bc", "d")).not.toBe(limitKey(secret, "a", "b", "cd"));
    expect(limitKey(secret, "a", "b")).not.toBe(limitKey(`${secret}.`, "a", "b"));
  });
});
