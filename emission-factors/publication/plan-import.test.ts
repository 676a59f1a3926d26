import { describe, expect, it } from "vitest";
import { datasetOf } from "#tests/support/publications/epa-hub.ts";
import { shippedLibrary } from "#tests/support/publications/read-file.ts";
import type { Publication } from "../convert/publication.ts";
import { type PlanOptions, planImport } from "./plan-import.ts";

const OPTIONS: PlanOptions = {
  version: "",
  correction: null,
  files: [{ name: "file.xlsx", sha256: "00" }],
  today: "2026-11-24",
};

/** A shipped release as if it had just been read from a file, with changes to its description. */
function read(id: string, edition: string, change: Partial<Publication["manifest"]> = {}): Publication {
  const { manifest, rows } = datasetOf(shippedLibrary(), id, edition);
  const { rows: _, sha256: __, ...described } = manifest;
  return {
    folder: "",
    manifest: { ...described, ...change },
    rows: rows.map((row) => ({ ...row })),
    leftOut: new Map(),
  };
}

function changed(publication: Publication, id: string, co2e: string): Publication {
  return { ...publication, rows: publication.rows.map((row) => (row.id === id ? { ...row, co2e } : row)) };
}

const plan = (publication: Publication, options: Partial<PlanOptions> = {}) =>
  planImport([publication], shippedLibrary(), { ...OPTIONS, ...options })[0]!;

const ELECTRICITY = "uk-desnz.7_400_4000_5";

describe("planImport", () => {
  it("finds nothing new in existing releases, even after status changes", () => {
    expect(plan(read("uk-desnz", "2025"), { version: "v1.0" }).state).toBe("held");
    // Its rows were later superseded by the second revision.
    const egrid = read("us-egrid", "2023");
    const asPublished = egrid.rows.map((row) => ({
      ...row,
      ...(row.status === "superseded" ? { status: "active", status_reason: "" } : {}),
    }));
    expect(plan({ ...egrid, rows: asPublished }).state).toBe("held");
  });

  it("adds a new year with its changes and comparability", () => {
    const { state, dataset, previous, comparison } = plan(
      changed(read("uk-desnz", "2025", { edition: "2027" }), ELECTRICITY, "0.178"),
    );
    expect(state).toBe("new");
    expect(dataset.manifest).toMatchObject({
      supersedes: "uk-desnz@2025",
      correctionOf: null,
      comparableWithPrevious: true,
      retrievedOn: "2026-11-24",
      files: [{ name: "file.xlsx", sha256: "00" }],
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(previous?.manifest.edition).toBe("2025");
    expect(comparison?.changed.map(({ changes }) => changes)).toEqual([
      [{ column: "co2e", previous: "0.177", next: "0.178", percent: "0.565" }],
    ]);
  });

  it("supersedes the shipped part of a year by the publisher's whole file", () => {
    const { state, dataset, previous } = plan(read("uk-desnz", "2025", { edition: "2026" }));
    expect(state).toBe("new");
    expect(dataset.manifest).toMatchObject({ supersedes: "uk-desnz@2025", correctionOf: "uk-desnz@2026-subset" });
    expect(previous?.manifest.edition).toBe("2025");
  });

  it("treats releases with different GWP sets as not comparable", () => {
    const { dataset } = plan(read("uk-desnz", "2025", { edition: "2026", gwpSet: "AR6" }));
    expect(dataset.manifest.comparableWithPrevious).toBe(false);
  });

  it("makes a reissue a release of its own that corrects the first", () => {
    const { state, dataset } = plan(changed(read("uk-desnz", "2025"), ELECTRICITY, "0.178"), { version: "v1.1" });
    expect(state).toBe("correction");
    expect(dataset.manifest).toMatchObject({ edition: "2025-v1.1", correctionOf: "uk-desnz@2025" });
  });

  it("names a reissue after its date", () => {
    const hub = read("us-epa-hub", "2024");
    const id = hub.rows[0]!.id;
    const rows = hub.rows.map((row) => (row.id === id ? { ...row, co2: "99" } : row));
    const { state, dataset } = plan({ ...hub, rows }, { version: "2024-06-05" });
    expect(state).toBe("correction");
    expect(dataset.manifest).toMatchObject({ edition: "2024-06-05", correctionOf: "us-epa-hub@2024" });
  });

  it("rejects other figures under an existing name, unless they are a correction", () => {
    const other = changed(read("uk-desnz", "2025"), ELECTRICITY, "0.178");
    expect(plan(other, { version: "v1.0" }).state).toBe("conflict");
    expect(plan(other).state).toBe("conflict");
    const named = plan(other, { correction: "2025-corrected" });
    expect(named.state).toBe("correction");
    expect(named.dataset.manifest).toMatchObject({ edition: "2025-corrected", correctionOf: "uk-desnz@2025" });
    expect(plan(other, { correction: "2024" }).state).toBe("conflict");
  });

  it("rejects an earlier issue than the existing one", () => {
    expect(plan(changed(read("uk-desnz", "2024"), ELECTRICITY, "0.3"), { version: "v1.0" }).state).toBe("outdated");
  });

  it("adds a new dataset", () => {
    const { state, previous, dataset } = plan(read("uk-desnz", "2025", { id: "someone-else", edition: "1" }));
    expect([state, previous, dataset.manifest.supersedes]).toEqual(["new", null, null]);
  });

  it("rejects rows that do not form a factor", () => {
    const broken = read("cn-mee-grid", "2023");
    broken.rows[0] = { ...broken.rows[0]!, basis: "hearsay" };
    expect(() => plan({ ...broken, manifest: { ...broken.manifest, edition: "2024" } })).toThrow();
  });
});
