import { AppError } from "#app/encoding/errors.ts";
import { listGwpSets } from "#app/factors/factor.server.ts";
import { addOwnVersion } from "#app/factors/own/own-factor.server.ts";
import { OwnFactorForm, readContent } from "#app/factors/own/own-factor-form.ts";
import { contentLanguageFor, type Locale, translator } from "#app/i18n/index.ts";
import type { ChangeAuthor } from "#app/trail/audit-trail.server.ts";
import type { TenantTx } from "#db/doors.ts";
import { acceptAnswers, addStep, lockRequest } from "../data-request.server.ts";
import type { OpenRequest } from "../data-request-link.server.ts";
import { getDataRequest } from "../data-request-list.server.ts";
import type { StatedGwp, SupplierAnswer, SupplierBoundary } from "./supplier-factor.ts";

/** Each answer has a file, so their number is limited. */
const MOST_ANSWERS = 20;

export interface GivenFactor extends SupplierAnswer {
  version: number;
  at: Date;
  file: { id: string; name: string };
}

/** The newest answer of a supplier. */
export async function findFactorAnswer(tx: TenantTx, requestId: string): Promise<GivenFactor | null> {
  const row = await tx
    .selectFrom("data_request_product_answer as a")
    .innerJoin("evidence_file as f", "f.id", "a.file_id")
    .selectAll("a")
    .select("f.name as file_name")
    .where("a.request_id", "=", requestId)
    .orderBy("a.version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    company: row.company,
    co2eKg: row.co2e_kg,
    gwp: row.gwp as StatedGwp,
    boundary: row.boundary as SupplierBoundary,
    year: row.year,
    document: row.document,
    note: row.note,
    version: row.version,
    at: row.created_at,
    file: { id: row.file_id, name: row.file_name },
  };
}

/** @throws AppError `conflict` with `request_full` */
export async function refuseFull(tx: TenantTx, requestId: string): Promise<void> {
  const newest = await findFactorAnswer(tx, requestId);
  if (newest && newest.version >= MOST_ANSWERS) throw new AppError("conflict", { details: { reason: "request_full" } });
}

/** Records the answer of a supplier, whose document is stored. An earlier answer stays as it is. */
export async function answerFactor(
  tx: TenantTx,
  { request, author }: OpenRequest,
  { answer, fileId }: { answer: SupplierAnswer; fileId: string },
): Promise<void> {
  await lockRequest(tx, request.id);
  await refuseFull(tx, request.id);
  const newest = await findFactorAnswer(tx, request.id);
  const { company, co2eKg, gwp, boundary, year, document, note } = answer;
  const product = request.product!;
  const step = await addStep(tx, author, request, {
    kind: "handed_in",
    now: new Date(),
    facts: { product: product.name, factor: `${co2eKg} kg CO2e/${product.unit}` },
  });
  await tx
    .insertInto("data_request_product_answer")
    .values({
      tenant_id: author.tenantId,
      request_id: request.id,
      version: (newest?.version ?? 0) + 1,
      company,
      co2e_kg: co2eKg,
      gwp,
      boundary,
      year,
      document,
      note,
      file_id: fileId,
      step_number: step,
    })
    .execute();
}

/**
 * Makes a draft of a custom factor from the answer and accepts it, which ends the link. The draft is used only after
 * another person approved it.
 *
 * @returns the id of the factor
 * @throws AppError `not_found`; `conflict` with `request_closed` or `nothing_answered`
 */
export async function makeFactorOfAnswer(
  tx: TenantTx,
  author: ChangeAuthor & { organizationId: string },
  { requestId, gwpSet, locale }: { requestId: string; gwpSet: string; locale: Locale },
): Promise<{ factorId: string } | { fault: "gwp_set" }> {
  await lockRequest(tx, requestId);
  const request = await getDataRequest(tx, author.organizationId, requestId);
  const answer = await findFactorAnswer(tx, requestId);
  if (!request.product || !answer) throw new AppError("conflict", { details: { reason: "nothing_answered" } });
  const sets = Object.fromEntries((await listGwpSets(tx)).map(({ id, document }) => [id, document]));
  if (!Object.hasOwn(sets, gwpSet)) return { fault: "gwp_set" };
  const { factor: t } = translator(locale).dataRequest;
  const isChinese = contentLanguageFor(locale) === "zh";
  const notes = [t.boundaryName[answer.boundary], t.ofYear(String(answer.year)), answer.note];
  const content = readContent(
    OwnFactorForm.parse({
      [isChinese ? "nameZh" : "nameEn"]: request.product.name,
      category: "",
      region: "",
      unit: request.product.unit,
      basis: "co2e",
      co2e: answer.co2eKg,
      gwpSet,
      dataKind: "supplier",
      sourceName: answer.document,
      sourcePublisher: answer.company,
      licence: t.licence,
      evidence: answer.file.name,
      note: notes.filter((one) => one !== "").join("\n"),
    }),
    sets,
  );
  if (!content.ok) throw new Error(`${content.field}: ${content.fault}`);
  await acceptAnswers(tx, author, requestId);
  const { factorId } = await addOwnVersion(tx, author, null, content.value);
  return { factorId };
}
