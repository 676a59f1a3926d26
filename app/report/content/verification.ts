import { drawKeyValues } from "../layout/key-values.ts";
import { drawLink } from "../layout/link.ts";
import type { Page } from "../layout/page.ts";
import { baselineOffset, drawHeading, drawList, drawParagraph } from "../layout/paragraph.ts";
import { BODY_STRONG, SPRUCE } from "../layout/style.ts";
import { drawTable } from "../layout/table.ts";
import type { ReportModel } from "../model.ts";
import { listStandards } from "./standards.ts";
import type { Words } from "./words.ts";

/** How a stranger checks the file, what a check does not show, and the versions before this one. */
export function drawVerification(page: Page, model: ReportModel, words: Words): void {
  const { t } = words;
  drawHeading(page, 1, t.verification.heading);
  drawIdentity(page, model, words);
  if (model.facts.number !== null) {
    drawHeading(page, 2, t.verification.stepsHeading);
    drawList(page, t.verification.steps(model.facts.publicHost, model.facts.number).split("\n"));
  }
  drawHeading(page, 2, t.verification.lookAlike);
  drawParagraph(page, t.verification.lookAlikeText(model.facts.publicHost));
  drawHeading(page, 2, t.verification.limits);
  drawParagraph(page, t.verification.limitsText);
  drawAssurance(page, model, words);
  drawHistory(page, model, words);
}

function drawIdentity(page: Page, { facts }: ReportModel, words: Words): void {
  const { t } = words;
  const { number } = facts;
  if (number === null) {
    drawParagraph(page, t.draftNotice);
    drawKeyValues(page, [[t.verification.hash, facts.inventoryHash]]);
    return;
  }
  drawKeyValues(page, [
    [t.verification.number, number],
    [t.verification.address, facts.publicHost],
    [t.verification.hash, facts.inventoryHash],
  ]);
  const style = { ...BODY_STRONG, color: SPRUCE };
  page.inside("P", {}, () =>
    drawLink(page, {
      text: facts.verifyUrl,
      address: facts.verifyUrl,
      about: t.cover.linkAbout(number),
      style: { ...style, size: 8.4 },
      x: page.left,
      baseline: page.y + baselineOffset(style),
    }),
  );
  page.y += 20;
}

function drawAssurance(page: Page, { facts }: ReportModel, words: Words): void {
  const { t } = words;
  const { assurance } = facts;
  drawHeading(page, 2, t.cover.assurance);
  drawParagraph(
    page,
    assurance.status === "not_verified"
      ? t.verification.assuranceNone
      : t.verification.assuranceBy(
          t.cover.assured[assurance.status],
          words.name(assurance.body),
          assurance.statement,
          words.date(assurance.date),
        ),
  );
  drawHeading(page, 2, t.verification.accordance);
  const standards = listStandards(facts.standards, words);
  drawParagraph(
    page,
    facts.number === null ? t.verification.accordanceWithheld : t.verification.accordanceText(standards),
  );
}

function drawHistory(page: Page, { facts }: ReportModel, words: Words): void {
  const { t } = words;
  const columns = t.verification.historyColumns;
  const current = [
    String(facts.version),
    facts.number === null ? "–" : words.date(facts.issuedAt),
    facts.number ?? "–",
    facts.number === null ? t.verification.draftHistory : t.verification.current,
  ];
  drawHeading(page, 2, t.verification.history);
  drawTable(page, {
    columns: [
      { header: columns.version, width: "fit", align: "right", gap: 18 },
      { header: columns.date, width: "fit", gap: 18 },
      { header: columns.number, width: "fit", gap: 18 },
      { header: columns.note, width: 1 },
    ],
    rows: [
      ...facts.previousVersions.map((previous) => ({
        cells: [
          String(previous.version),
          words.date(previous.issuedAt),
          previous.number,
          words.name(previous.note) || t.verification.superseded,
        ],
      })),
      { cells: current },
    ],
  });
}
