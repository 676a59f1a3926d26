import { countDays } from "#app/carbon/period.ts";
import { percentChange } from "#app/carbon/sum-by-key.ts";
import { drawKeyValues } from "../layout/key-values.ts";
import type { Page } from "../layout/page.ts";
import { drawHeading, drawParagraph } from "../layout/paragraph.ts";
import { drawTable } from "../layout/table.ts";
import type { ReportModel } from "../model.ts";
import { listStandards } from "./standards.ts";
import type { Words } from "./words.ts";

/** Who reports, for which period and within which boundaries (ISO 14064-1:2018, 9.3.1 a to e, i, k, l). */
export function drawBoundary(page: Page, model: ReportModel, words: Words): void {
  const { facts, document } = model;
  const { t, name } = words;
  const other = words.locale === "en" ? "zh" : "en";
  const { organization, responsible } = facts;
  drawHeading(page, 1, t.boundary.heading);
  drawHeading(page, 2, t.boundary.organization);
  const days = countDays(model.period);
  drawKeyValues(page, [
    [t.boundary.legalName, name(organization.legalName)],
    [t.boundary.legalNameOther, organization.legalName[words.locale] ? (organization.legalName[other] ?? "") : ""],
    [t.boundary.legalId, organization.legalId],
    [t.boundary.address, name(organization.address)],
    [t.boundary.description, name(organization.description)],
    [t.boundary.responsible, [name(responsible.name), name(responsible.role)].filter(Boolean).join(t.listSeparator)],
    [t.boundary.contact, responsible.contact],
    [t.boundary.preparedBy, name(facts.preparedBy)],
    [t.boundary.issuer, name(facts.issuer)],
    [t.boundary.period, t.boundary.periodValue(words.date(model.period.start), words.date(model.period.end), days)],
    [t.boundary.standards, listStandards(facts.standards, words)],
  ]);
  drawHeading(page, 2, t.boundary.organizational);
  drawKeyValues(page, [
    [t.boundary.approach, words.carbon.consolidationApproach[document.organization.consolidationApproach]],
  ]);
  drawParagraph(page, name(facts.boundary.description));
  drawFacilities(page, model, words);
  drawHeading(page, 2, t.boundary.reporting);
  drawKeyValues(page, [[t.boundary.significance, name(facts.boundary.significance)]]);
  drawExclusions(page, model, words);
  drawBaseYear(page, model, words);
}

function drawFacilities(page: Page, { facts }: ReportModel, words: Words): void {
  const { t } = words;
  drawTable(page, {
    columns: [
      { header: t.boundary.facility, width: 4 },
      { header: t.boundary.country, width: 2 },
      { header: t.boundary.gridRegion, width: 2 },
      { header: t.boundary.share, width: "fit", align: "right" },
    ],
    rows: facts.boundary.facilities.map((facility) => ({
      cells: [
        words.name(facility.name) || facility.id,
        facility.country ?? "",
        facility.gridRegion ?? "",
        words.percent(facility.share),
      ],
    })),
  });
}

function drawExclusions(page: Page, { facts }: ReportModel, words: Words): void {
  const { t, name } = words;
  drawHeading(page, 2, t.boundary.exclusions);
  if (facts.exclusions.length === 0) {
    drawParagraph(page, t.boundary.noExclusions);
    return;
  }
  const columns = t.boundary.exclusionColumns;
  drawTable(page, {
    columns: [
      { header: columns.what, width: 3 },
      { header: columns.reason, width: 5 },
      { header: columns.estimate, width: 3 },
    ],
    rows: facts.exclusions.map(({ what, reason, estimate }) => ({ cells: [name(what), name(reason), name(estimate)] })),
  });
}

function drawBaseYear(page: Page, { facts, period, document }: ReportModel, words: Words): void {
  const { t } = words;
  const { baseYear } = facts;
  drawHeading(page, 2, t.boundary.baseYear);
  if (baseYear.isFirstYear) {
    drawParagraph(page, t.boundary.firstYear(period.start.slice(0, 4)));
    return;
  }
  drawParagraph(page, t.boundary.baseYearValue(baseYear.year, words.tonnes(baseYear.co2eKg)));
  const { recalculation, thresholdPercent } = baseYear;
  const change = percentChange(document.results!.totals!.co2eKg, baseYear.co2eKg);
  const stated: [string, string][] =
    thresholdPercent === undefined
      ? []
      : [
          [t.boundary.baseYearChange, change === null ? "–" : t.boundary.baseYearChangeValue(words.exact(change))],
          [t.boundary.threshold, t.boundary.thresholdValue(words.exact(thresholdPercent))],
        ];
  drawKeyValues(page, [
    ...stated,
    [t.boundary.recalculated, recalculation ? words.name(recalculation) : t.boundary.notRecalculated],
  ]);
}
