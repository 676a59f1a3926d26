import { createHash } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Actor } from "#app/access/actor.server.ts";
import { describeBrand, findReportLogo, getBrand, getLogo, listBrands } from "#app/brand/brand.server.ts";
import { getTenantBrand } from "#app/brand/tenant-brand.server.ts";
import { contrastRatio, LEAST_CONTRAST } from "#app/press/contrast.ts";
import { describeCreditNote, describeInvoice } from "#app/trade/document/trade-document.server.ts";
import { describeQuote } from "#app/trade/quote/quote-document.server.ts";
import { getQuote } from "#app/trade/quote/quote-list.server.ts";
import { type Engine, onEachEngine } from "#tests/support/engines.ts";
import { makeTenant } from "#tests/support/make-tenant.ts";
import { pngOf } from "#tests/support/png.ts";
import { makeSentQuote, makeService, ORDER_NOW, quoteContent } from "#tests/support/sample-order.ts";
import { makeSeller } from "#tests/support/sample-seller.ts";
import { stateBrand, stateTenantBrand } from "#tests/support/save-now.ts";
import { invoiceTwice } from "#tests/support/trade-tenant.ts";

const LOOK = { accent: "#123A7A", nameEn: "Sample Advisory", nameZh: "示例咨询", logo: "keep" as const };

onEachEngine("the branding of reports", (engine) => {
  const inTenant = <T>(
    actor: Actor,
    work: (tx: Parameters<Parameters<Engine["doors"]["withTenant"]>[1]>[0]) => Promise<T>,
  ) => engine.doors.withTenant(actor, work);
  const state = (actor: Actor, change: Partial<Parameters<typeof stateBrand>[2]> = {}) =>
    inTenant(actor, (tx) => stateBrand(tx, actor, { ...LOOK, ...change }));
  const trailOf = (actor: Actor) =>
    inTenant(actor, (tx) =>
      tx
        .selectFrom("audit_trail")
        .select(["before", "after"])
        .where("action", "=", "brand.stated")
        .orderBy("sequence")
        .execute(),
    );

  it("is versioned, recorded in the audit trail, and kept for reports issued with it", async () => {
    const actor = await makeTenant(engine.doors);
    const org = actor.organizationId;
    expect(await inTenant(actor, (tx) => getBrand(tx, org))).toMatchObject({
      version: 0,
      accent: "#0B5D48",
      logo: null,
    });
    expect(await inTenant(actor, (tx) => describeBrand(tx, org))).toBeUndefined();
    const picture = pngOf(7);
    const sha256 = createHash("sha256").update(picture).digest("hex");
    expect(await state(actor, { accent: "#123a7a", logo: picture })).toMatchObject({ ok: true, brand: { version: 1 } });
    const first = await inTenant(actor, (tx) => describeBrand(tx, org));
    expect(first).toEqual({
      accent: "#123A7A",
      name: { en: "Sample Advisory", zh: "示例咨询" },
      logo: { sha256, mediaType: "image/png", width: 4, height: 2 },
    });
    expect(await state(actor, { accent: "#7A1236" })).toMatchObject({ ok: true, brand: { logo: { sha256 } } });
    expect(await state(actor, { accent: "#7A1236", logo: "remove" })).toMatchObject({
      ok: true,
      brand: { logo: null },
    });
    expect((await inTenant(actor, (tx) => listBrands(tx, org))).map(({ accent }) => accent)).toEqual([
      "#7A1236",
      "#7A1236",
      "#123A7A",
    ]);
    // Files of an earlier version remain for the reports that use it.
    expect(Buffer.from((await inTenant(actor, (tx) => findReportLogo(tx, org, first)))!)).toEqual(Buffer.from(picture));
    const entries = await trailOf(actor);
    expect(entries).toHaveLength(3);
    expect(entries[0]).toMatchObject({
      before: { accent: "#0B5D48", name: { en: "", zh: "" }, logo: null },
      after: { accent: "#123A7A", logo: sha256, version: 1 },
    });
  });

  it("is rejected with what to do instead, and leaves nothing behind", async () => {
    const actor = await makeTenant(engine.doors);
    const pale = await state(actor, { accent: "#F2C94C" });
    expect(pale).toMatchObject({ ok: false, fault: { field: "accent", code: "contrast" } });
    const { facts } = (pale as unknown as { fault: { facts: { shade: string; ratio: string } } }).fault;
    expect(Number(facts.ratio)).toBeLessThan(LEAST_CONTRAST);
    expect(contrastRatio(facts.shade, "#EEF4F1")).toBeGreaterThanOrEqual(LEAST_CONTRAST);
    for (const [change, fault] of [
      [{ accent: "red" }, { field: "accent", code: "not_a_color" }],
      [{ nameZh: "" }, { field: "nameZh", code: "name_in_both" }],
      [{ logo: new Uint8Array(8) }, { field: "logo", code: "not_a_picture" }],
      [{ logo: pngOf(1).subarray(0, -3) }, { field: "logo", code: "damaged" }],
    ] as const)
      expect(await state(actor, change)).toMatchObject({ ok: false, fault });
    expect(await state(actor)).toMatchObject({ ok: true });
    expect(await state(actor)).toMatchObject({ ok: false, fault: { code: "nothing_changed" } });
    expect(await trailOf(actor)).toHaveLength(1);
  });

  it("accepts the suggested shade", async () => {
    const actor = await makeTenant(engine.doors);
    const refused = await state(actor, { accent: "#D08A1D" });
    if (refused.ok || refused.fault.code !== "contrast") throw new Error("not refused");
    expect(await state(actor, { accent: refused.fault.facts.shade })).toMatchObject({ ok: true });
  });

  it("can't be changed, and its images match their hashes by constraint", async () => {
    const actor = await makeTenant(engine.doors);
    await state(actor, { logo: pngOf(3) });
    for (const change of [
      "update brand set accent = '#000000'",
      "delete from brand",
      "delete from brand_logo",
      "update brand_logo set width = 1",
    ]) {
      await expect(
        inTenant(actor, (tx) => sql.raw(change).execute(tx)),
        change,
      ).rejects.toThrow();
    }
    const values = `values ('${actor.tenantId}', '${"0".repeat(64)}', 'image/png', 1, 1, '\\x00', 'x')`;
    const forged = `insert into brand_logo (tenant_id, sha256, media_type, width, height, bytes, created_by) ${values}`;
    await expect(inTenant(actor, (tx) => sql.raw(forged).execute(tx))).rejects.toThrow(/bytes_of_hash/);
  });

  it("of another tenant is not found, nor an image that the organization never used", async () => {
    const [owner, stranger] = [await makeTenant(engine.doors), await makeTenant(engine.doors)];
    const picture = pngOf(5);
    const sha256 = createHash("sha256").update(picture).digest("hex");
    await state(owner, { logo: picture });
    for (const [actor, organization] of [
      [stranger, owner.organizationId],
      [stranger, stranger.organizationId],
      [owner, stranger.organizationId],
    ] as const)
      await expect(inTenant(actor, (tx) => getLogo(tx, organization, sha256))).rejects.toMatchObject({
        code: "not_found",
      });
    expect(await inTenant(stranger, (tx) => listBrands(tx, owner.organizationId))).toEqual([]);
  });

  it("uses the workspace's own colour and logo on trade documents, and those of no organization", async () => {
    const { owner } = await makeSeller(engine.doors);
    const { clientId, invoiceId, creditNoteId } = await invoiceTwice({ doors: engine.doors, actor: owner });
    const serviceId = await makeService(engine.doors, owner);
    const { quoteId } = await makeSentQuote(engine.doors, owner, { clientId, content: quoteContent(serviceId) });
    await state(owner, { logo: pngOf(9) });
    const brands = () =>
      inTenant(owner, async (tx) => {
        const quote = await getQuote(tx, quoteId, ORDER_NOW);
        const words = { thirdParty: { en: "", zh: "" } };
        const documents = [
          await describeInvoice(tx, invoiceId),
          await describeCreditNote(tx, creditNoteId),
          await describeQuote(tx, quote, quote.versions[0]!, words),
        ];
        return documents.map(({ brand }) => brand);
      });
    expect(await brands()).toEqual([null, null, null]);
    const look = { accent: "#7a123a", nameEn: "", nameZh: "" };
    const stateOwn = (logo: Uint8Array | "keep" | "remove") =>
      inTenant(owner, (tx) => stateTenantBrand(tx, owner, { ...look, logo }));
    expect(await stateOwn(new Uint8Array([1, 2, 3]))).toEqual({ field: "logo", code: "not_a_picture" });
    expect(await stateOwn(pngOf(5))).toBeNull();
    const shown = { accent: "#7A123A", logo: { bytes: new Uint8Array(pngOf(5)), width: 4, height: 2 } };
    expect(await brands()).toEqual([shown, shown, shown]);
    expect(await stateOwn("keep")).toBeNull();
    expect((await inTenant(owner, getTenantBrand)).version).toBe(1);
    expect(await stateOwn("remove")).toBeNull();
    expect((await brands())[0]).toEqual({ accent: "#7A123A", logo: null });
  });
});
