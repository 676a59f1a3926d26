import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EntryContext } from "#app/carbon/entry/activity-entry.ts";
import type { CheckedRow, ColumnMapping } from "#app/records/import/file/activity-file.ts";
import { checkFile } from "#app/records/import/file/check-file.server.ts";
import { describeFile } from "#app/records/import/file/describe-file.server.ts";
import { READER_LIMITS } from "#app/records/import/file/run-reader.server.ts";
import { writeWorkbook } from "#tests/support/write-workbook.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "activity-file-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const context: EntryContext = {
  period: { start: "2025-01-01", end: "2025-12-31" },
  sources: [{ id: "power", facilityNames: ["A"], names: ["E"], unit: "kWh", scope: 2, category: "x" }],
};
const mapping: ColumnMapping = {
  sheet: "",
  headingRow: 1,
  decimal: "point",
  columns: [
    { column: 0, field: "facility" },
    { column: 1, field: "source" },
    { column: 2, field: "period" },
    { column: 3, field: "quantity" },
    { column: 4, field: "unit" },
  ],
  amounts: [],
  constants: {},
};
const table = (rows: number) => `facility,source,period,quantity,unit\n${"A,E,2025-01,1,kWh\n".repeat(rows)}`;

function save(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const isAlive = (pid: number) =>
  existsSync(`/proc/${pid}`) && !/State:\s+Z/.test(readFileSync(`/proc/${pid}/status`, "utf8"));

describe("checkFile", () => {
  it("passes on batches in order with back-pressure, and reports progress", async () => {
    const path = save("good.csv", table(5000));
    const rows: CheckedRow[] = [];
    let open = 0;
    let most = 0;
    let last: [number, number] = [0, 0];
    const result = await checkFile({
      path,
      mappings: [mapping],
      context,
      onBatch: async (batch) => {
        open += 1;
        most = Math.max(most, open);
        await Promise.resolve();
        rows.push(...batch);
        open -= 1;
      },
      onProgress: (done, total) => {
        last = [done, total];
      },
    });
    expect(result).toEqual({ ok: true, totals: { records: 5000, faulty: 0, skipped: 0 } });
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 5000 }, (_, index) => index + 2));
    expect(most).toBe(1);
    expect(last).toEqual([readFileSync(path).length, readFileSync(path).length]);
  });

  it("survives a killed process and reports it", async () => {
    let pid = 0;
    const result = await checkFile(
      {
        path: save("killed.csv", table(100_000)),
        mappings: [mapping],
        context,
        onBatch: () => void process.kill(pid, "SIGKILL"),
      },
      {
        onStart: (started) => {
          pid = started;
        },
      },
    ).catch((error: NodeJS.ErrnoException) => error.code);
    // The second batch may already be in the pipe. Only failing to kill an existing process is an error of this test.
    if (result !== "ESRCH")
      expect(result).toEqual({ ok: false, fault: { code: "file_too_hard", facts: { limit: "crash" } } });
    const after = await checkFile({
      path: save("after.csv", table(1)),
      mappings: [mapping],
      context,
      onBatch: () => {},
    });
    expect(after).toMatchObject({ ok: true, totals: { records: 1 } });
  });

  it("ends the process when cancelled or when its rows can't be processed", async () => {
    const path = save("ended.csv", table(300_000));
    const pids: number[] = [];
    const abort = new AbortController();
    const run = (onBatch: () => void, signal?: AbortSignal) =>
      checkFile(
        { path, mappings: [mapping], context, onBatch, ...(signal ? { signal } : {}) },
        { onStart: (pid) => void pids.push(pid) },
      );
    await expect(run(() => abort.abort(new Error("cancelled")), abort.signal)).rejects.toThrow("cancelled");
    await expect(
      run(() => {
        throw new Error("no room");
      }),
    ).rejects.toThrow("no room");
    await expect.poll(() => pids.filter(isAlive)).toEqual([]);
  });

  it.each([
    ["memory", { residentMib: 16 }],
    ["time", { totalMilliseconds: 1 }],
    ["time", { silentMilliseconds: 1 }],
  ] as const)("stops a process that passes its limit of %s", async (limit, limits) => {
    const path = save("limited.csv", table(300_000));
    const result = await checkFile({ path, mappings: [mapping], context, onBatch: () => {} }, { limits });
    expect(result).toEqual({ ok: false, fault: { code: "file_too_hard", facts: { limit } } });
  });

  it("is stopped by the limit of its own heap", async () => {
    const rows = [
      ["facility", "x"],
      ...Array.from({ length: 40_000 }, (_, index) => [`text ${index} ${"x".repeat(200)}`, "y"]),
    ];
    const path = save("heap.xlsx", writeWorkbook({ sheets: [{ name: "S", rows }] }));
    const described = await describeFile(path, { limits: { heapMib: 12 } });
    expect(described).toMatchObject({ ok: false, fault: { code: "file_too_hard" } });
  });

  it("passes nothing of the server's environment to the process", async () => {
    process.env.AUTH_SECRET_OF_TEST = "secret-in-the-environment";
    let environment = "";
    await checkFile(
      {
        path: save("env.csv", table(50_000)),
        mappings: [mapping],
        context,
        onBatch: () => {
          environment ||= readFileSync(`/proc/${pid}/environ`, "latin1");
        },
      },
      { onStart: keepPid },
    );
    delete process.env.AUTH_SECRET_OF_TEST;
    expect(environment.split("\0").filter((one) => one !== "")).toEqual([
      "TZ=UTC",
      "MALLOC_ARENA_MAX=1",
      "MALLOC_MMAP_THRESHOLD_=65536",
    ]);
  });
  let pid = 0;
  const keepPid = (started: number) => {
    pid = started;
  };

  it("reports a path that can't be opened as an error", async () => {
    const result = await describeFile(join(folder, "nothing"));
    expect(result).toEqual({ ok: false, fault: { code: "file_too_hard", facts: { limit: "crash" } } });
  });
});

/** A workbook whose sheet is the given XML. */
function sheetOf(xml: string, more: Record<string, string> = {}): Uint8Array {
  return writeWorkbook({ sheets: [{ name: "S", rows: [["a"]] }], files: { "xl/worksheets/sheet1.xml": xml, ...more } });
}
const data = (inner: string) => `<worksheet><sheetData>${inner}</sheetData></worksheet>`;
const row = (number: string | number, ref: string, value = "1") =>
  `<row r="${number}"><c r="${ref}"><v>${value}</v></c></row>`;

/** Rows of one cell, and the content after them. */
const merged = (inner: string, rows = 1) => {
  const cells = Array.from({ length: rows }, (_, at) => row(at + 1, `A${at + 1}`)).join("");
  return sheetOf(data(cells).replace("</worksheet>", `<mergeCells>${inner}</mergeCells></worksheet>`));
};
const sameSheets = () => {
  const named = Array.from({ length: 20_000 }, (_, at) => `<sheet name="S${at}" sheetId="${at + 1}" r:id="rId1"/>`);
  const rows = Array.from({ length: 5000 }, (_, at) => row(at + 1, `A${at + 1}`)).join("");
  return sheetOf(data(rows), {
    "xl/workbook.xml": `<workbook xmlns:r="x"><sheets>${named.join("")}</sheets></workbook>`,
  });
};

describe("a hostile file", () => {
  const compound = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]);
  const encrypted = Buffer.concat([compound, Buffer.from("EncryptedPackage", "utf16le")]);
  const part = (type: string, target: string) =>
    `<Relationships><Relationship Id="r" Type="x/${type}" Target="${target}"/></Relationships>`;
  const bomb = () =>
    zipSync({
      "[Content_Types].xml": strToU8("<Types/>"),
      "_rels/.rels": new Uint8Array(64 * 1024 * 1024).fill(0x20),
    });
  const laughs = `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${data("<row>&b;</row>")}`;

  it.each<[string, () => Uint8Array | string, string]>([
    ["an old workbook", () => compound, "workbook_legacy"],
    ["a workbook with a password", () => encrypted, "workbook_encrypted"],
    [
      "a binary workbook",
      () =>
        zipSync({
          "[Content_Types].xml": strToU8("<a/>"),
          "_rels/.rels": strToU8(part("officeDocument", "xl/workbook.bin")),
          "xl/workbook.bin": strToU8("x"),
        }),
      "workbook_binary",
    ],
    [
      "a workbook with macros",
      () =>
        writeWorkbook({
          sheets: [{ name: "S", rows: [["a"]] }],
          files: { "xl/_rels/workbook.xml.rels": part("vbaProject", "vbaProject.bin") },
        }),
      "workbook_macros",
    ],
    [
      "a document of another office",
      () =>
        zipSync({
          mimetype: strToU8("application/vnd.oasis.opendocument.spreadsheet"),
          "content.xml": strToU8("<a/>"),
        }),
      "not_a_workbook",
    ],
    ["an archive that expands without end", bomb, "workbook_too_large"],
    ["entities that expand", () => sheetOf(laughs), "workbook_dtd"],
    ["XML that nests without end", () => sheetOf("<a>".repeat(200_000)), "workbook_damaged"],
    ["a row beyond any sheet", () => sheetOf(data(row(1_000_000_000, "A1000000000"))), "workbook_damaged"],
    [
      "a cell in the last column",
      () => sheetOf(data(row(1, "A1") + row(1_048_576, "XFD1048576"))),
      "file_too_many_columns",
    ],
    [
      "merges without end",
      () =>
        sheetOf(
          `${data(row(1, "A1"))}`.replace(
            "</worksheet>",
            `<mergeCells>${`<mergeCell ref="A1:XFD1048576"/>`.repeat(50)}</mergeCells></worksheet>`,
          ),
        ),
      "workbook_damaged",
    ],
    ["more merges than rows", () => merged(`<mergeCell ref="A1:B1"/>`.repeat(300_000)), "workbook_too_large"],
    [
      "merges that lie on each other",
      () => merged(`<mergeCell ref="A1:GR1048576"/>`.repeat(30_000), 3000),
      "workbook_damaged",
    ],
    ["tags of merges that never close", () => merged("<mergeCell ".repeat(90_000)), "workbook_damaged"],
    ["a sheet under twenty thousand names", sameSheets, "workbook_damaged"],
    [
      "an archive cut off",
      () => writeWorkbook({ sheets: [{ name: "S", rows: [["a"]] }] }).subarray(0, 700),
      "not_a_workbook",
    ],
    ["a text without a line end", () => "x".repeat(5_000_000), "row_too_long"],
    ["a quote that swallows all", () => `a,b\n"${"c,d\n".repeat(1_000_000)}`, "csv_broken"],
    ["ten thousand columns", () => `${"a,".repeat(10_000)}b\n1,2\n`, "file_too_many_columns"],
    ["a program", () => Buffer.from("\x7fELF\x02\x01\x01"), "file_not_text"],
    [
      "a text that hides zeros",
      () => Buffer.concat([Buffer.from(table(20_000)), Buffer.from([0, 65, 10])]),
      "file_not_text",
    ],
  ])("%s is rejected with its code", async (name, make, code) => {
    const path = save(name.replaceAll(" ", "-"), make());
    const described = await describeFile(path, { limits: { residentMib: READER_LIMITS.residentMib / 2 } });
    expect(described).toMatchObject({ ok: false, fault: { code } });
  });
});
