import type { ResultTotals } from "#app/carbon/document/inventory-document.ts";
import type { Category } from "#app/carbon/line/scope.ts";
import { type Locale, localName, translator } from "#app/i18n/index.ts";
import { isoCategoryOf } from "#app/report/content/iso-category.ts";
import type { PreviousReport } from "#app/report/model.ts";
import type { ReportRun } from "#app/report/report-run.server.ts";
import type { GroupView, ItemView, StatementOptions } from "./checklist-view.ts";
import type { JudgedSource } from "./finding.ts";
import { countItems, type Judgement } from "./judge.ts";
import { OUTSIDE_MATRIX } from "./judge-boundaries.ts";
import { GROUPS } from "./requirements.ts";
import { say } from "./say.ts";

/** The checklist in the reader's language, grouped, with its counts. */
export function viewChecklist(
  judgements: readonly Judgement[],
  context: {
    base: string;
    run: Pick<ReportRun, "id" | "inventoryId">;
    previous: PreviousReport | null;
    locale: Locale;
  },
): { groups: GroupView[]; counts: { done: number; of: number; blocking: number } } {
  const { disclosure: t } = translator(context.locale);
  const groups = GROUPS.flatMap((group): GroupView[] => {
    const own = judgements.filter(({ requirement }) => requirement.group === group);
    if (!own[0]) return [];
    const { standard, edition } = own[0].programme;
    const items = own.map((judgement) => viewItem(judgement, context));
    return [{ id: group, title: t.groups[group], standard: t.page.standardOf(standard, edition), items }];
  });
  return { groups, counts: countItems(judgements) };
}

function viewItem(
  { requirement, state, says, missing }: Judgement,
  { base, run, previous, locale }: Parameters<typeof viewChecklist>[1],
): ItemView {
  const { disclosure: t } = translator(locale);
  const { id, mend, isJustifiable } = requirement;
  const places = {
    settings: `${base}/settings`,
    facilities: `${base}/facilities`,
    sources: `${base}/sources`,
    factors: `${base}/own-factors`,
    activities: `${base}/activities`,
    inventory: `${base}/inventories/${run.inventoryId}`,
    base_year: `${base}/base-year`,
    completeness: `${base}/reports/completeness?run=${run.id}`,
  };
  const isElsewhere = mend !== "here" && mend !== "nowhere";
  return {
    id,
    ...t.items[id],
    state,
    says: say("says", says, locale),
    missing: missing.map((one) => say("missing", one, locale)),
    found: id === "A14" ? (previous?.changes ?? []).map((change) => localName(change, locale)) : [],
    mend: isElsewhere ? { to: places[mend], label: t.page.mend[mend] } : null,
    isJustifiable,
  };
}

/** What the forms offer: only what this inventory leaves open. */
export function viewOptions(totals: ResultTotals, sources: readonly JudgedSource[], locale: Locale): StatementOptions {
  const { disclosure: t, carbon } = translator(locale);
  const codes = Object.keys(totals.byCategory);
  const covered = new Set(codes.map((category) => isoCategoryOf(category as Category)));
  const nameOf = (code: string) => ({ code, name: (carbon.category as Record<string, string>)[code] ?? code });
  const percents = totals.uncertainty?.byCategory ?? {};
  return {
    withoutData: OUTSIDE_MATRIX.filter((code) => !covered.has(code)).map((code) => ({
      code,
      name: t.isoCategory[code],
    })),
    categories: codes.filter((category) => (percents[category] ?? null) === null).map(nameOf),
    sources: sources.map(({ id, name, key }) => ({ id, name: localName(name, locale) || key })),
  };
}
