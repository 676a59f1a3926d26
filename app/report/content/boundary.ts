import { countDays } from "#app/day/period.ts";
import { OTHER_LANGUAGE } from "#app/encoding/language.ts";
import { languageOf, translator } from "#app/i18n/index.ts";
import { describeNameNotice } from "#app/kit/name-notice.ts";
import type { Block } from "#app/press/block.ts";
import { keyValues, paragraph, part, section } from "#app/press/block-builders.ts";
import type { ReportModel } from "../model.ts";
import { describeBaseYear } from "./base-year.ts";
import { describeCompleteness } from "./completeness.ts";
import { nameClaim, nameIssuer, sayIssuerProofs, sayNumber } from "./issuer-proofs.ts";
import { describePurpose } from "./purpose.ts";
import { listStandards } from "./standards.ts";
import type { Words } from "./words.ts";

/** Who reports, for which period and within which boundaries (ISO 14064-1:2018, 9.3.1 a to e, i, k, l). */
export function describeBoundary(model: ReportModel, words: Words): Block[] {
  const { facts } = model;
  const { t, name } = words;
  return [
    section("boundary", t.boundary.heading),
    part("boundary.organization", t.boundary.organization),
    organization(model, words),
    ...describePurpose(model, words),
    part("boundary.organizational", t.boundary.organizational),
    keyValues([
      [t.boundary.approach, words.carbon.consolidationApproach[model.document.organization.consolidationApproach]],
    ]),
    paragraph(name(facts.boundary.description)),
    facilities(model, words),
    part("boundary.reporting", t.boundary.reporting),
    keyValues([[t.boundary.significance, name(facts.boundary.significance)]]),
    ...describeCompleteness(model, words),
    ...exclusions(model, words),
    ...describeBaseYear(model, words),
  ];
}

function organization({ facts, period }: ReportModel, words: Words): Block {
  const { t, name } = words;
  const other = OTHER_LANGUAGE[words.locale];
  const { organization: stated, responsible } = facts;
  const otherName = stated.legalName[words.locale] ? (stated.legalName[other] ?? "") : "";
  return keyValues([
    [t.boundary.legalName, nameClaim(stated.legalName, facts, words)],
    [t.boundary.legalNameOther, otherName, "translation"],
    [t.boundary.nameLetters, nameLetters(facts, words)],
    [t.boundary.legalId, sayNumber(facts, words)],
    [t.boundary.address, name(stated.address)],
    [t.boundary.description, name(stated.description)],
    [t.boundary.responsible, [name(responsible.name), name(responsible.role)].filter(Boolean).join(t.listSeparator)],
    [t.boundary.contact, responsible.contact],
    [t.boundary.preparedBy, nameClaim(facts.preparedBy, facts, words)],
    [t.boundary.issuer, nameIssuer(facts, words)],
    [t.boundary.proofs, sayIssuerProofs(facts, words)],
    [t.boundary.period, t.boundary.periodValue(words.date(period.start), words.date(period.end), countDays(period))],
    [t.boundary.validUntil, facts.validUntil ? t.boundary.validUntilValue(words.date(facts.validUntil)) : ""],
    [t.boundary.standards, listStandards(facts.standards, words)],
  ]);
}

/** What a reader can't see in the names that a report states. */
function nameLetters({ nameNotices = [] }: ReportModel["facts"], { locale }: Words): string {
  const messages = translator(locale);
  const sentences = nameNotices.flatMap(({ name, notices }) =>
    notices.map((notice) => messages.common.labelled(name, describeNameNotice(messages, notice))),
  );
  return sentences.join(languageOf(locale).sentenceGap);
}

function facilities({ facts }: ReportModel, words: Words): Block {
  const { t } = words;
  return {
    kind: "table",
    columns: [
      { header: t.boundary.facility, width: 4 },
      { header: t.boundary.country, width: 2 },
      { header: t.boundary.gridRegion, width: 2 },
      { header: t.boundary.share, width: "fit", align: "right" },
    ],
    rows: facts.boundary.facilities.map((facility) => ({
      cells: [
        words.name(facility.name) || facility.id,
        words.place(facility.country ?? ""),
        words.place(facility.gridRegion ?? ""),
        words.percent(facility.share),
      ],
    })),
  };
}

function exclusions({ facts }: ReportModel, words: Words): Block[] {
  const { t, name } = words;
  const heading = part("boundary.exclusions", t.boundary.exclusions);
  if (facts.exclusions.length === 0) return [heading, paragraph(t.boundary.noExclusions)];
  const columns = t.boundary.exclusionColumns;
  return [
    heading,
    {
      kind: "table",
      columns: [
        { header: columns.what, width: 3 },
        { header: columns.reason, width: 5 },
        { header: columns.estimate, width: 3 },
      ],
      rows: facts.exclusions.map(({ what, reason, estimate }) => ({
        cells: [name(what), name(reason), name(estimate)],
      })),
    },
  ];
}
