import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { translator } from "#app/i18n/index.ts";
import { BILL_SAMPLES } from "#tests/support/bills/bill-samples.ts";
import { makeOwnTenant, type OwnTenant } from "#tests/support/own-tenant.ts";
import { type RunningServer, useServer } from "#tests/support/server.ts";
import { expectRedirect, readable } from "#tests/support/visitor.ts";

const t = translator("en").bill;

describe("bills over http", () => {
  let server: RunningServer;
  let a: OwnTenant;
  let base: string;
  beforeAll(async () => {
    server = await useServer();
    a = await makeOwnTenant(server, "Quillfeather");
    base = `/organizations/${a.ids.organizationId}`;
  });

  /** Uploads samples together. @returns the address of each */
  const uploadSamples = async (...names: string[]): Promise<string[]> => {
    const addresses: string[] = [];
    for (const name of names) {
      const bytes = await BILL_SAMPLES.find((sample) => sample.name === name)!.make();
      const answer = await a.owner.upload(`${base}/evidence/files.json`, {}, { field: "file", name, bytes });
      const [outcome] = JSON.parse(answer.text).outcomes;
      expect(outcome, name).toMatchObject({ name, fileId: expect.any(String) });
      addresses.push(`${base}/evidence/${outcome.fileId}`);
    }
    return addresses;
  };
  const fieldOf = (text: string, name: string) => new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(text)?.[0] ?? "";

  /** The id that a choice has at first. */
  const chosenIn = (text: string, name: string) => {
    const [choice] = new RegExp(`<select[^>]*name="${name}"[\\s\\S]*?</select>`).exec(text)!;
    return /<option(?=[^>]* selected)[^>]* value="([0-9a-f-]{36})"/.exec(choice)?.[1];
  };

  /** The hidden fields of a page, as a browser sends them. */
  const fieldsOf = (text: string): Record<string, string> =>
    Object.fromEntries(
      [...text.matchAll(/<input type="hidden" name="([a-zA-Z]+-\d+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name!,
        readable(value!),
      ]),
    );

  it("fills a row for each item of an invoice, chooses no source, and saves drafts with the file", async () => {
    const [ofd, xml, peaks] = (await uploadSamples(
      "sample-power.ofd",
      "sample-power.xml",
      "sample-power-peaks.pdf",
    )) as [string, string, string];
    for (const address of [ofd, xml]) {
      const { text } = await a.owner.get(`${address}/records`);
      expect(readable(text)).toContain(t.states.read);
      expect(fieldOf(text, "quantity-0")).toContain('value="48210"');
      expect(fieldOf(text, "unit-0")).toContain('value="千瓦时"');
      expect(fieldOf(text, "period-0")).toContain('value="2025-03"');
      expect(fieldOf(text, "note-0")).toContain("25442000000000000001");
      expect(chosenIn(text, "sourceId-0")).toBeUndefined();
      expect(text).toContain("<svg viewBox=");
      expect(text).toContain('id="bill-mark-1"');
    }
    const { text } = await a.owner.get(`${peaks}/records`);
    expect(
      ["quantity-0", "quantity-1", "quantity-2"].map((name) => /value="([^"]*)"/.exec(fieldOf(text, name))?.[1]),
    ).toEqual(["12000.5", "20100", "8800"]);
    expect(readable(text)).toContain(t.problems.several_lines);
    const source = /value="([0-9a-f-]{36})"[^>]*>Quillfeather Electricity</.exec(text)![1]!;
    const saved = await a.owner.post(`${ofd}/records`, {
      inventory: a.ids.inventoryId!,
      intent: "save",
      "record-0": randomUUID(),
      "sourceId-0": source,
      "period-0": "2025-03",
      "quantity-0": "48210",
      "unit-0": "千瓦时",
      "dataQuality-0": "measured",
      "note-0": "Bill 25442000000000000001, page 1: 48210 千瓦时",
    });
    expect(expectRedirect(saved)).toBe(`${ofd}?entered=1`);
    expect(readable((await a.owner.get(ofd)).text)).toContain("48,210");
    expect(readable((await a.owner.get(`${ofd}/records`)).text)).toContain(t.attached("1"));
  });

  it("leaves a value with several readings empty, and lists them", async () => {
    const [altered] = await uploadSamples("sample-gas-altered.ofd");
    const { text } = await a.owner.get(`${altered}/records`);
    expect(fieldOf(text, "quantity-0")).toMatch(/value=""/);
    for (const value of ["5320.8", "320.8", t.problems.data_differs!, t.states.needs_entry])
      expect(readable(text)).toContain(value);
  });

  it("states that a page is scanned, and keeps the file", async () => {
    const [scanned, letter] = (await uploadSamples("sample-scanned.pdf", "sample-letter.pdf")) as [string, string];
    const { text } = await a.owner.get(`${scanned}/records`);
    expect(readable(text)).toContain(t.states.scanned);
    expect(fieldOf(text, "quantity-0")).toMatch(/value=""/);
    expect((await a.owner.get(`${scanned}/download`)).status).toBe(200);
    expect(readable((await a.owner.get(`${letter}/records`)).text)).toContain(t.states.not_a_bill);
  });

  it("enters the bills that wait together, with one source for a meter, and counts no amount twice", async () => {
    const own = await makeOwnTenant(server, "Pennywort");
    const page = `/organizations/${own.ids.organizationId}/evidence/bills`;
    const words = translator("en").evidence;
    for (const name of ["sample-power.xml", "sample-power.ofd", "sample-power-peaks.pdf"]) {
      const bytes = await BILL_SAMPLES.find((sample) => sample.name === name)!.make();
      await own.owner.upload(
        `/organizations/${own.ids.organizationId}/evidence/files.json`,
        {},
        { field: "file", name, bytes },
      );
    }
    // The data of a page that is not theirs, for someone with another workspace.
    const asked = `${page}.data?_routes=evidence%2Fbills`;
    expect((await a.owner.get(asked)).status).toBe(404);
    const { text } = await own.owner.get(page);
    expect(readable(text)).toContain("Electricity · SMP0012345");
    expect(readable(text)).toContain(words.bills.twin("sample-power.xml"));
    expect(readable(text)).toContain(t.problems.several_lines);
    expect(fieldOf(text, "use-0")).toContain("checked");
    expect(fieldOf(text, "use-1")).not.toContain("checked");
    const sent = { ...fieldsOf(text), inventory: own.ids.inventoryId!, "use-0": "on" };
    expect(chosenIn(text, "source-0")).toBeUndefined();
    const unplaced = await own.owner.post(page, sent);
    expect(unplaced.status).toBe(422);
    expect(readable(unplaced.text)).toContain(words.entry.choosePlace);
    const source = /value="([0-9a-f-]{36})"[^>]*>Pennywort Electricity</.exec(text)![1]!;
    const placed = { ...sent, "source-0": source };
    const altered = await own.owner.post(page, { ...placed, "quantity-0": "48210 or so" });
    expect(altered.status).toBe(422);
    expect(readable(altered.text)).toContain("48210 or so");
    expect(expectRedirect(await own.owner.post(page, placed))).toBe(`${page}?entered=1`);
    const next = (await own.owner.get(page)).text;
    expect(chosenIn(next, "source-0")).toBe(source);
    expect(readable(next)).toContain(words.bills.recalled);
    const again = { ...fieldsOf(next), inventory: own.ids.inventoryId!, "use-0": "on" };
    const doubled = await own.owner.post(page, { ...again, "source-0": source });
    expect(doubled.status).toBe(422);
    expect(readable(doubled.text)).toContain(words.entry.overlaps);
    const stated = { ...again, "source-0": source, inAddition: "on" };
    expect(expectRedirect(await own.owner.post(page, stated))).toBe(`${page}?entered=1`);
  });

  it("serves OFD and XML as downloads only", async () => {
    const files = await uploadSamples("sample-gas-attached.ofd", "sample-gas.xml");
    for (const [index, type] of ["application/ofd", "application/xml"].entries()) {
      expect((await a.owner.get(`${files[index]}/preview`)).status).toBe(404);
      const saved = await a.owner.get(`${files[index]}/download`);
      expect(saved.headers.get("content-type")).toBe(type);
      expect(saved.headers.get("content-disposition")).toMatch(/^attachment/);
      expect(saved.headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
    }
  });
});
