import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMPTY_ENTRY } from "#app/carbon/entry/activity-entry.ts";
import { translator } from "#app/i18n/index.ts";
import { PAGE_SIZE } from "#app/kit/list-page.ts";
import type { RecordPiece } from "#app/records/sheet/grid-data.ts";
import { makeRecordId } from "#app/records/sheet/record-id.ts";
import { makeOwnTenant, type OwnTenant, saveGrid } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";

const t = translator("en");
const WORD = "Sedgewick";
const COUNT = 2 * PAGE_SIZE + 20;

describe("the list of activities without scripts", () => {
  let server: RunningServer;
  let own: OwnTenant;
  let page: string;
  beforeAll(async () => {
    server = await useServer();
    own = await makeOwnTenant(server, WORD);
    const base = `/organizations/${own.ids.organizationId}`;
    page = `${base}/activities`;
    const entry = { ...EMPTY_ENTRY, facility: `${WORD} Plant`, source: `${WORD} Electricity`, unit: "kWh" };
    const changes = Array.from({ length: COUNT }, (_, index) => ({
      kind: "add",
      recordId: makeRecordId(),
      // The order differs from that of the quantities.
      entry: { ...entry, period: "2025-08", quantity: String(1000 + ((index * 37) % COUNT)), note: "list-test" },
    }));
    expect((await saveGrid(own.owner, base, own.ids.inventoryId, changes)).text).toContain("ok");
  });
  afterAll(async () => {});

  const quantitiesIn = (html: string) =>
    [.../<table[\s\S]*?<\/table>/.exec(html)![0].matchAll(/<tr[\s\S]*?<\/tr>/g)]
      .map(([row]) => />(1,\d{3})<\/span><\/td>/.exec(row)?.[1]?.replace(",", ""))
      .filter((text) => text !== undefined)
      .map(Number);
  const linkNamed = (html: string, text: string) =>
    [...html.matchAll(/<a[^>]* href="([^"]+)"[^>]*>([^<]*)<\/a>/g)]
      .find(([, , words]) => words === text)?.[1]
      ?.replace(/&amp;/g, "&");
  const EACH = Array.from({ length: COUNT }, (_, index) => 1000 + index);

  it("leads page by page to every record and back", async () => {
    const seen: number[] = [];
    const pages: string[] = [];
    for (let next: string | undefined = `${page}?month=2025-08&q=list-test`; next; ) {
      const { status, text } = await own.owner.get(next);
      expect(status).toBe(200);
      seen.push(...quantitiesIn(text));
      pages.push(text);
      next = linkNamed(text, t.activity.form.next);
    }
    expect(pages).toHaveLength(3);
    expect(seen.toSorted((a, b) => a - b)).toEqual(EACH);
    const back = await own.owner.get(linkNamed(pages[2]!, t.activity.form.previous)!);
    expect(quantitiesIn(back.text)).toEqual(quantitiesIn(pages[1]!));
    const first = await own.owner.get(linkNamed(back.text, t.activity.form.previous)!);
    expect(quantitiesIn(first.text)).toEqual(quantitiesIn(pages[0]!));
    expect(linkNamed(first.text, t.activity.form.previous)).toBeUndefined();
  });

  it("sorts all records, not one page, for a form sent without JavaScript", async () => {
    const { text } = await own.owner.get(`${page}?month=2025-08&q=list-test&sort=-quantity&whole=1`);
    expect(quantitiesIn(text)).toEqual(EACH.toReversed().slice(0, PAGE_SIZE));
    const second = await own.owner.get(linkNamed(text, t.activity.form.next)!);
    expect(quantitiesIn(second.text)).toEqual(EACH.toReversed().slice(PAGE_SIZE, 2 * PAGE_SIZE));
    // An address from a shared link offers the same view.
    const sent = await own.owner.get(`${page}?q=list-test&sort=-quantity`);
    expect(linkNamed(sent.text, t.sheet.showWhole)).toContain("whole=1");
  });

  it("starts with one page of records and loads the others on request", async () => {
    const { text } = await own.owner.get(page);
    expect(quantitiesIn(text).length).toBeLessThanOrEqual(PAGE_SIZE);
    const piece: RecordPiece = JSON.parse((await own.owner.get(`${page}/records.json?q=list-test`)).text);
    // A list this small is sent whole whatever the filter, because the browser filters it.
    expect(piece.extent).toMatchObject({ isWhole: true, isHead: false, isMore: false, filterKey: "" });
    expect(piece.isLast).toBe(true);
    expect(piece.records).toHaveLength(piece.extent!.count);
    expect(piece.records.filter(({ entry }) => entry.note === "list-test")).toHaveLength(COUNT);
    const after = piece.records.at(-11)!.id;
    const rest: RecordPiece = JSON.parse((await own.owner.get(`${page}/records.json?after=${after}`)).text);
    expect(rest).toEqual({ extent: null, records: piece.records.slice(-10), isLast: true });
  });

  it("shows the record in the address on any page", async () => {
    const piece: RecordPiece = JSON.parse((await own.owner.get(`${page}/records.json`)).text);
    const last = piece.records.findLast(({ entry }) => entry.note === "list-test")!;
    const { text } = await own.owner.get(`${page}?edit=${last.id}`);
    expect(quantitiesIn(text)).toContain(Number(last.entry.quantity));
    expect(text).toContain(`value="${last.id}"`);
  });
});
