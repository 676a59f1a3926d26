import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findKnown, isSame, parseAdvisoryList, readAudit, readInstalled } from "./known-advisories.ts";

const TAR = {
  id: "GHSA-2222-3333-4444",
  package: "tar",
  vulnerable: "<6.2.1 || >=7.0.0 <7.5.3",
  severity: "high",
} as const;

describe("a known advisory", () => {
  it.each([
    ["6.2.0", true],
    ["6.2.1", false],
    ["6.9.9", false],
    ["7.0.0", true],
    ["7.5.2", true],
    ["7.5.3", false],
    ["7.5.3-beta.1", true],
  ])("names version %s: %s", (version, isKnown) => {
    const found = findKnown([{ name: "tar", version }], [TAR]);
    expect(found).toEqual(isKnown ? [{ ...TAR, version }] : []);
  });

  it("names no other package, and every version of one", () => {
    const installed = [
      { name: "tar-fs", version: "6.0.0" },
      { name: "tar", version: "6.0.0" },
      { name: "tar", version: "6.2.1" },
      { name: "tar", version: "7.1.0" },
    ];
    expect(findKnown(installed, [TAR]).map(({ version }) => version)).toEqual(["6.0.0", "7.1.0"]);
  });

  it("is accepted for one version only", () => {
    const [known] = findKnown([{ name: "tar", version: "6.0.0" }], [TAR]);
    expect(isSame(known!, { id: TAR.id, package: "tar", version: "6.0.0" })).toBe(true);
    expect(isSame(known!, { id: TAR.id, package: "tar", version: "6.0.1" })).toBe(false);
  });
});

describe("a lockfile", () => {
  it("lists each package once for each version, by its own name if it has an alias", () => {
    const lockfile = {
      packages: {
        "": { name: "root", version: "0.1.0" },
        "node_modules/tar": { version: "6.2.1" },
        "node_modules/a/node_modules/tar": { version: "7.5.3" },
        "node_modules/b/node_modules/tar": { version: "7.5.3" },
        "node_modules/old-tar": { name: "@scope/tar", version: "1.0.0" },
      },
    };
    expect(readInstalled(JSON.stringify(lockfile))).toEqual([
      { name: "tar", version: "6.2.1" },
      { name: "tar", version: "7.5.3" },
      { name: "@scope/tar", version: "1.0.0" },
    ]);
  });
});

describe("an answer of the registry", () => {
  it("lists the named packages, and none that only depend on them", () => {
    const via = {
      source: 1,
      name: "tar",
      dependency: "tar",
      title: "Sample",
      url: `https://github.com/advisories/${TAR.id}`,
      severity: "high",
      range: TAR.vulnerable,
    };
    const answer = {
      auditReportVersion: 2,
      vulnerabilities: { tar: { name: "tar", via: [via] }, cacache: { name: "cacache", via: ["tar"] } },
    };
    expect(readAudit(JSON.stringify(answer))).toEqual([TAR]);
    expect(readAudit(JSON.stringify({ auditReportVersion: 2, vulnerabilities: {} }))).toEqual([]);
  });

  it.each([["no JSON"], [""], ['{"message":"405 Method Not Allowed"}'], ['{"vulnerabilities":{"tar":{"via":[{}]}}}']])(
    "is none in %j",
    (text) => {
      expect(readAudit(text)).toBeNull();
    },
  );
});

describe("the list of known advisories", () => {
  const list = parseAdvisoryList(readFileSync(new URL("advisories.json", import.meta.url), "utf8"));

  it("names each advisory once for a package", () => {
    const keys = list.advisories.map((one) => `${one.package} ${one.id}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(keys.toSorted());
  });

  it("would have named the Remix that accepted posts from other sites", () => {
    const installed = [{ name: "@remix-run/server-runtime", version: "2.17.2" }];
    expect(findKnown(installed, list.advisories).map(({ id }) => id)).toContain("GHSA-h5cw-625j-3rxh");
  });
});
