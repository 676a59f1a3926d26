import { describe, expect, it } from "vitest";
import { keysOfDocument } from "#app/carbon/comparison/bridge-keys.ts";
import type { DocumentActivity, InventoryDocument } from "#app/carbon/document/inventory-document.ts";
import { documentOf, fuel, power } from "#app/carbon/document/sample-document.ts";
import { compareApproaches } from "./compare-approaches.ts";
import { sayInBoth } from "./say.ts";

const boiler = (extra: Partial<DocumentActivity> = {}) => fuel({ id: "a1", description: { en: "Boiler" }, ...extra });
const meter = (extra: Partial<DocumentActivity> = {}) => power({ id: "a2", description: { en: "Meter" }, ...extra });
const base = documentOf(boiler(), meter());

const compare = (before: InventoryDocument, after: InventoryDocument) =>
  compareApproaches(
    { document: before, keys: keysOfDocument(before) },
    { document: after, keys: keysOfDocument(after) },
  ).map((one) => sayInBoth("changes", one));

const grid2: InventoryDocument["factors"] = [
  ...base.factors,
  { ...base.factors.find(({ id }) => id === "grid")!, version: "2" },
];

describe("what changed between two reports", () => {
  it.each<[string, InventoryDocument, string[]]>([
    ["nothing, whatever the amounts", documentOf(boiler({ quantity: "99" }), meter({ quantity: "1" })), []],
    ["the GWP set", { ...base, gwp: { ...base.gwp, set: "AR5" } }, ["The GWP set changed from AR6 to AR5."]],
    [
      "the consolidation approach",
      { ...base, organization: { ...base.organization, consolidationApproach: "equity_share" } },
      ["The consolidation approach changed from operational control to equity share."],
    ],
    [
      "a share",
      documentOf(boiler({ share: "0.5" }), meter({ share: "0.5" })),
      ["The consolidated share of f changed from 1 to 0.5."],
    ],
    [
      "a facility",
      documentOf(boiler(), meter(), boiler({ id: "a3", facility: "g" })),
      ["g was added to the boundary.", "New source: Boiler."],
    ],
    ["a source gone", documentOf(boiler()), ["Source removed: Meter."]],
    [
      "an edition, once for every source that uses it",
      { ...documentOf(boiler(), meter({ factor: "grid@2" })), factors: grid2 },
      ["The edition of grid changed from 1 to 2."],
    ],
    [
      "another factor",
      documentOf(boiler({ factor: "net@1", via: ["ncv@1"] }), meter()),
      ["The factors of Boiler changed from per-t to net, ncv."],
    ],
    [
      "how gaps are filled",
      documentOf(boiler(), meter({ dataQuality: "estimated", estimate: { method: "neighbours", reason: "x" } })),
      ["The method for filling data gaps changed from none to adjacent months."],
    ],
    [
      "the policy",
      { ...base, policy: { version: "2", text: [{ en: "x", zh: "x" }] } },
      ["The rules for selecting factors changed (version 0 to 2)."],
    ],
  ])("is %s", (_, after, expected) => {
    const changes = compare(base, after);
    expect(changes.map(({ en }) => en)).toEqual(expected);
    for (const { zh } of changes) expect(zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it("is found in both directions", () => {
    expect(compare(documentOf(boiler()), base).map(({ en }) => en)).toEqual(["New source: Meter."]);
  });
});
