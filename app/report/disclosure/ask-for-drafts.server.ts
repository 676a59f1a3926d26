import { inTenant } from "#app/access/actor.server.ts";
import { type AskedFor, refuse, refuseForNow } from "#app/action/action.server.ts";
import type { Category } from "#app/carbon/line/scope.ts";
import { UUID } from "#app/encoding/uuid.ts";
import { translator } from "#app/i18n/index.ts";
import { askModel } from "#app/model/ask.server.ts";
import { decideSuggestion, findSuggestion, listDraftedTexts } from "#app/model/suggestion.server.ts";
import { judgeTexts, type TextFacts, type TextSuggestion, textPrompt } from "#app/model/text-question.ts";
import { getOrganization } from "#app/organization/organization.server.ts";
import { listFacilities } from "#app/places/facility/facility.server.ts";
import { isoCategoryOf } from "#app/report/content/iso-category.ts";
import { findReportRun, getReportableRun } from "#app/report/report-run.server.ts";
import type { TenantTx } from "#db/doors.ts";
import type { ShownDrafts } from "./checklist-view.ts";
import { getDisclosures } from "./disclosure.server.ts";
import type { DisclosureActions } from "./disclosure-form.ts";
import { draftTaskOf, listDraftTasks } from "./draft-tasks.ts";
import { OUTSIDE_MATRIX } from "./judge-boundaries.ts";
import type { DisclosureStatements } from "./statements.ts";

type Actor = Parameters<typeof askModel>[0];

/**
 * Asks the model for texts of the checklist that are still missing. The answer is the address of the same page, with the
 * drafts next to the saved texts. Nothing is saved.
 */
export async function askForDrafts({ actor, value }: AskedFor<Actor, typeof DisclosureActions, "draft">) {
  const { organizationId } = actor;
  const asked = await inTenant(actor, async (tx) => {
    const run = await getReportableRun(tx, organizationId, value.run);
    const { statements } = await getDisclosures(tx, organizationId, run.inventoryId);
    const tasks = value.text === "" ? listDraftTasks(statements) : [draftTaskOf(statements, value.text)];
    const judged = await findReportRun(tx, run);
    if (!judged?.totals) return null;
    const { start, end } = judged.document.period;
    const facts = await collectFacts(tx, organizationId, judged);
    return {
      inventoryId: run.inventoryId,
      subject: `${start} – ${end}`,
      tasks: tasks.filter((task) => task !== null),
      facts,
    };
  });
  if (!asked || asked.tasks.length === 0) return refuse({ form: "no_open_text" });
  const told = await askModel<TextSuggestion>(actor, {
    kind: "text",
    subjectId: asked.inventoryId,
    subject: asked.subject,
    prompt: textPrompt(asked.facts, asked.tasks),
    judge: (written) => judgeTexts(written, asked.facts, asked.tasks),
  });
  if ("fault" in told) {
    return told.fault === "rate_limited" ? refuseForNow(told.waitSeconds) : refuse({ form: told.fault });
  }
  return `/organizations/${organizationId}/reports/checklist?run=${value.run}&suggestion=${told.id}#drafts`;
}

const MOST_FACILITIES = 40;
const MOST_SOURCES = 80;

/** Names on record. No figure, no person and no document is among them. */
async function collectFacts(
  tx: TenantTx,
  organizationId: string,
  { sources, totals }: NonNullable<Awaited<ReturnType<typeof findReportRun>>>,
): Promise<TextFacts> {
  const organization = await getOrganization(tx, organizationId);
  const facilities = await listFacilities(tx, organizationId);
  const [en, zh] = [translator("en"), translator("zh")];
  const nameOf = (code: string) => ({
    en: en.carbon.category[code as Category],
    zh: zh.carbon.category[code as Category],
  });
  const codes = Object.keys(totals?.byCategory ?? {});
  const covered = new Set(codes.map((code) => isoCategoryOf(code as Category)));
  const { consolidationApproach: approach } = organization;
  return {
    organization: organization.name,
    consolidation: { en: en.disclosure.words[approach], zh: zh.disclosure.words[approach] },
    facilities: facilities.slice(0, MOST_FACILITIES).map(({ name, country }) => ({ ...name, country })),
    sources: [...sources.values()].slice(0, MOST_SOURCES).map(({ description, category }) => ({
      en: description?.en ?? "",
      zh: description?.zh ?? "",
      category: nameOf(category).en,
    })),
    categoriesWithRecords: codes.map(nameOf),
    categoriesWithoutRecords: OUTSIDE_MATRIX.filter((code) => !covered.has(code)).map((code) => ({
      en: en.disclosure.isoCategory[code],
      zh: zh.disclosure.isoCategory[code],
    })),
  };
}

/** The open drafts that an address names, next to what is saved. Null for any other id. */
export async function findDrafts(
  tx: TenantTx,
  { organizationId, inventoryId, id }: { organizationId: string; inventoryId: string; id: string },
): Promise<ShownDrafts | null> {
  if (!UUID.test(id)) return null;
  const found = await findSuggestion(tx, organizationId, id);
  if (found?.kind !== "text" || found.state !== "offered" || found.subjectId !== inventoryId) return null;
  const { drafts, refused } = found.suggestion as TextSuggestion;
  return { id, model: found.model, drafts, refused };
}

/** Drafted texts that are still stated, by path and language, each with its entry in the log. */
export async function findOrigins(tx: TenantTx, inventoryId: string, statements: DisclosureStatements) {
  const all = await listDraftedTexts(tx, inventoryId);
  return Object.fromEntries(Object.entries(all).filter(([path]) => textAt(statements, path) !== ""));
}

/** The text at a path such as `exclusions.0.reason.en`. Empty if there is none. */
function textAt(statements: DisclosureStatements, path: string): string {
  const found = path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], statements);
  return typeof found === "string" ? found : "";
}

/** Records which drafts a person saved. None is a declined suggestion. */
export function decideDrafts(tx: TenantTx, actor: Actor, id: string, texts: string[]): Promise<void> {
  return decideSuggestion(tx, actor, { id, decision: texts.length > 0 ? "confirmed" : "declined", texts });
}
