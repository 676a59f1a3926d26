import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Actor } from "#app/access/actor.server.ts";
import { appendStatement, signPendingCheckpoint } from "#app/log/log.server.ts";
import { drawReportCode, formatReportNumber } from "#app/proof/report-number.ts";
import { getReportListing } from "#app/report/report-listing.server.ts";
import { actAs, type Doors, type TenantTx } from "#db/doors.ts";
import { makeKeys } from "./sample-company.ts";
import { stateReportListing } from "./save-now.ts";

/** An entry in the log, under a separate checkpoint. */
export async function addLogEntries(doors: Doors): Promise<() => Promise<void>> {
  const keys = await makeKeys();
  return async () => {
    const ts = "2026-02-01T00:00:00Z";
    const hash = createHash("sha256").update(randomUUID()).digest("hex");
    await doors.withSystem((tx) =>
      appendStatement(tx, keys.origin, {
        statement: { type: "key_set", id: keys.did, h_keys: hash, ts },
        facts: { hash },
      }),
    );
    await doors.withSystem((tx) => signPendingCheckpoint(tx, keys.log, new Date().toISOString()));
  };
}

/** Reports that the issuer lists: only rows of the list, without files. An expired one creates the page. */
export async function addListedReports(doors: Doors, actor: Actor): Promise<(before: number) => Promise<void>> {
  await doors.withTenant(actor, (tx) => stateReportListing(tx, actor, true));
  const { issuerId } = await doors.withTenant(actor, (tx) => getReportListing(tx, actor.organizationId));
  const publish = (report: PublishedSample) =>
    doors.withTenant(actor, (tx) => actAs(tx, "app_log", () => publishSample(tx, issuerId!, report)));
  await publish({ locale: "en", issuedAt: "2020-03-01T08:00:00Z", year: 2019, expiresAt: "2021-03-01T00:00:00Z" });
  return (before) =>
    publish({
      locale: before % 2 === 0 ? "en" : "zh",
      issuedAt: `2026-03-0${1 + (before % 3)}T08:00:00Z`,
      year: 2020 + (before % 3),
      expiresAt: null,
    });
}

interface PublishedSample {
  locale: "en" | "zh";
  issuedAt: string;
  year: number;
  expiresAt: string | null;
}

async function publishSample(tx: TenantTx, issuerId: string, { year, ...sample }: PublishedSample): Promise<void> {
  const place = { year: 2026, serial: 1 + Math.floor(Math.random() * 899_999) };
  const number = formatReportNumber({ ...place, code: drawReportCode(place) });
  const summary = {
    organization: { en: "Sample Works", zh: "示例工厂" },
    issuer: { en: "Sample Works", zh: "示例工厂" },
    period: { start: `${year}-01-01`, end: `${year}-12-31` },
    standards: ["ISO 14064-1:2018"],
  };
  const hash = createHash("sha256").update(number).digest("hex");
  await tx
    .insertInto("published_report")
    .values({
      number,
      status_index: sql<number>`nextval('status_index_series')::int`,
      issued_at: sample.issuedAt,
      inventory_sha256: hash,
      inventory: "{}",
      credential: "",
      summary: JSON.stringify(summary),
      renderer_version: "sample",
      expires_at: sample.expiresAt,
    })
    .execute();
  const file = { pdf_sha256: hash, pdf: new Uint8Array() };
  await tx
    .insertInto("published_edition")
    .values({ number, locale: sample.locale, ...file })
    .execute();
  await tx.insertInto("listed_report").values({ number, issuer_id: issuerId }).execute();
}
