import type { z } from "zod";
import { ALL_CATEGORIES } from "#app/carbon/line/scope.ts";
import { omit } from "#app/encoding/omit.ts";
import { type Locale, translator } from "#app/i18n/index.ts";
import { getDisclosures, stateDisclosures } from "#app/report/disclosure/disclosure.server.ts";
import { countItems } from "#app/report/disclosure/judge.ts";
import { sayInBoth, toChecklist } from "#app/report/disclosure/say.ts";
import type { DisclosureStatements } from "#app/report/disclosure/statements.ts";
import { describeReport } from "#app/report/report-description.server.ts";
import { type GateBlocker, listGateBlockers, type MissingOfOrder } from "#app/report/report-gate.server.ts";
import { findReportRun, getReportableRun } from "#app/report/report-run.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { OrderState } from "#db/order-schema.ts";
import { defineOperation } from "../operation.ts";
import { ApiProblem } from "../problem.ts";
import { SAMPLE } from "../sample.ts";
import { Checklist, DisclosureChange, Disclosures } from "../schema/disclosure.ts";

const { organizationId, inventoryId, runId } = SAMPLE;
const STATEMENTS = "/organizations/{organizationId}/inventories/{inventoryId}/disclosures";
const NO_ACTIVITY = { state: "not_applicable", reason: "no_activity" };
const BELOW_CRITERIA = {
  state: "excluded",
  reason: "not_significant",
  tonnes: "4.2",
  basis: { en: "Mass by truckload, a public factor.", zh: "按车次估算质量，采用公开因子。" },
};
const NOT_SIGNIFICANT = { en: "Estimated below 1 % of the total.", zh: "估计不足总量的1%。" };

const getTheDisclosures = defineOperation({
  id: "getDisclosures",
  noun: "report",
  method: "GET",
  path: STATEMENTS,
  door: "organization",
  scope: "read",
  answer: { status: 200, schema: Disclosures },
  example: { params: { organizationId, inventoryId } },
  async handle(tx, { actor, params }) {
    return showDisclosures(tx, actor.organizationId, params.inventoryId!);
  },
});

const stateTheDisclosures = defineOperation<Record<string, never>, z.output<typeof DisclosureChange>>({
  id: "stateDisclosures",
  noun: "report",
  method: "PATCH",
  path: STATEMENTS,
  door: "organization",
  scope: "reports:issue",
  body: DisclosureChange,
  isVersioned: true,
  answer: { status: 200, schema: Disclosures },
  problems: ["conflict"],
  example: {
    params: { organizationId, inventoryId },
    headers: { "If-Match": '"0"' },
    body: {
      boundary: { en: "All facilities are consolidated.", zh: "所有设施均纳入合并范围。" },
      significance: { en: "Categories above 1 % are included.", zh: "超过1%的类别均纳入。" },
      notSignificant: { "6": NOT_SIGNIFICANT },
      completeness: Object.fromEntries(
        ALL_CATEGORIES.map((category) => [category, { all: category === "waste" ? BELOW_CRITERIA : NO_ACTIVITY }]),
      ),
      exclusions: [],
      uncertainty: { en: "Graded by category.", zh: "按类别评定等级。" },
      uncertaintyGrades: { stationary_combustion: "low", purchased_electricity: "low" },
    },
  },
  async handle(tx, { actor, params, body, version }) {
    const present = await getDisclosures(tx, actor.organizationId, params.inventoryId!);
    if (present.version !== version) {
      throw new ApiProblem("version_outdated", { facts: { version: String(present.version) } });
    }
    const change = body as Partial<DisclosureStatements>;
    await stateDisclosures(tx, actor, { inventoryId: params.inventoryId!, basedOn: version, change });
    return showDisclosures(tx, actor.organizationId, params.inventoryId!);
  },
});

async function showDisclosures(tx: TenantTx, organization: string, inventory: string) {
  const { version, statements } = await getDisclosures(tx, organization, inventory);
  return { value: { version, statements }, headers: { ETag: `"${version}"` } };
}

const getTheChecklist = defineOperation({
  id: "getChecklist",
  noun: "report",
  method: "GET",
  path: "/organizations/{organizationId}/runs/{runId}/checklist",
  door: "organization",
  scope: "read",
  answer: { status: 200, schema: Checklist },
  problems: ["conflict"],
  example: { params: { organizationId, runId } },
  async handle(tx, { actor, params }) {
    const run = await getReportableRun(tx, actor.organizationId, params.runId!);
    const judged = await findReportRun(tx, run);
    const judgements = judged && (await describeReport(tx, actor.organizationId, judged)).judgements;
    if (!judgements) throw new ApiProblem("conflict", { facts: { reason: "run_has_issues" } });
    const { done, of, blocking } = countItems(judgements);
    const items = toChecklist(judgements).map((entry, index) => ({
      ...omit(entry, "place"),
      missing: judgements[index]!.missing.map((one) => ({ code: one.code, ...sayInBoth("missing", one) })),
    }));
    const gates = (await listGateBlockers(tx, run.inventoryId)).map((gate) => ({
      order: gate.facts.order!,
      seller: gate.facts.seller ?? null,
      until: gate.facts.until ?? null,
      state: (gate.facts.state as OrderState | undefined) ?? null,
      missing: (gate.facts.missing as MissingOfOrder | undefined) ?? null,
      says: { en: sayGate("en", gate), zh: sayGate("zh", gate) },
    }));
    return { value: { doneCount: done, totalCount: of, blockingCount: blocking, items, gates } };
  },
});

function sayGate(locale: Locale, { code, facts }: GateBlocker): string {
  return translator(locale).reportPage.blockers[code](facts);
}

/** In the order of work: enter, preview, issue. */
export const DISCLOSURE_OPERATIONS = [getTheDisclosures, stateTheDisclosures, getTheChecklist];
