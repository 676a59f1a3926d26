import { describe, expect, it } from "vitest";
import { didDocumentOf, namesWorkspace, readDomain } from "./domain-name.ts";

const ID = "0b0e4a5e-94a0-4c35-9f1b-6d3a2f0f9b11";

describe("a domain as people type it", () => {
  it.each([
    ["example.com", "example.com"],
    [" https://Example.COM/about?x=1 ", "example.com"],
    ["EXAMPLE.com.", "example.com"],
    ["ｅxample．com", "example.com"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["示例.example", "xn--fsq092h.example"],
    // A Cyrillic letter is visible in the ASCII form.
    ["ехample.com", "xn--ample-ywe6i.com"],
  ])("%s is %s", (typed, domain) => {
    expect(readDomain(typed)).toEqual({ ok: true, domain });
  });

  it.each([
    ["", "domain_missing"],
    ["localhost", "domain_invalid"],
    ["127.0.0.1", "domain_address"],
    ["0x7f.1", "domain_address"],
    ["[::1]", "domain_address"],
    ["example.com:8080", "domain_invalid"],
    ["user@example.com", "domain_invalid"],
    ["exa mple.com", "domain_invalid"],
    ["-a.example", "domain_invalid"],
    ["a_b.example", "domain_invalid"],
    [`${"a".repeat(64)}.example`, "domain_invalid"],
    [`${"a.".repeat(120)}example`, "domain_invalid"],
    ["ftp://example.com", "domain_invalid"],
  ])("%s is refused", (typed, fault) => {
    expect(readDomain(typed)).toEqual({ ok: false, fault });
  });
});

describe("a DID document", () => {
  const asked = { domain: "example.com", identityId: ID };

  it("names the workspace in alsoKnownAs, next to other entries", () => {
    expect(namesWorkspace(didDocumentOf("example.com", ID), asked)).toBe(true);
    const more = { id: "did:web:example.com", alsoKnownAs: ["https://example.com", `urn:uuid:${ID}`] };
    expect(namesWorkspace(JSON.stringify(more), asked)).toBe(true);
  });

  it.each([
    ["of another domain", didDocumentOf("www.example.com", ID)],
    ["of another workspace", didDocumentOf("example.com", ID.replace("0", "1"))],
    ["without alsoKnownAs", '{"id":"did:web:example.com"}'],
    ["with the id in a text", `{"id":"did:web:example.com","alsoKnownAs":"urn:uuid:${ID}"}`],
    ["that is no JSON", `did:web:example.com urn:uuid:${ID}`],
    ["that is null", "null"],
  ])("%s proves nothing", (_, text) => {
    expect(namesWorkspace(text, asked)).toBe(false);
  });
});
