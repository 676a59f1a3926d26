import { quoteName } from "#app/encoding/text/quote-name.ts";
import type { LocalText } from "#app/i18n/local-text.ts";
import type { CoverSheet, CoverText } from "#app/press/block.ts";
import { coverTonnes, isSmallTotal } from "../cover-tonnes.ts";
import type { ReportFacts, ReportModel } from "../model.ts";
import { sayCoverName } from "./issuer-proofs.ts";
import { anchorOf } from "./name-body.ts";
import { joinBoth, type Say, sayIn } from "./say.ts";
import { listStandards } from "./standards.ts";
import { type Words, wordsOf } from "./words.ts";

/** The cover, in both languages whatever the language of the body. */
export function describeCover(model: ReportModel): CoverSheet {
  const [en, zh] = [wordsOf("en"), wordsOf("zh")];
  const { facts, locale } = model;
  const house = facts.brand?.name ?? facts.issuer;
  const totals = model.document.results!.totals!;
  const [both, own] = [sayIn("both"), sayIn(locale)];
  const tonnes = (kg: string) => coverTonnes(kg, totals.co2eKg);
  return {
    microtext: facts.number ? `${facts.inventoryHash} ${facts.number}` : en.t.draft,
    issuer: {
      text: `${joinBoth((house.en ?? "").toUpperCase(), house.zh ?? "")}\n${nameNoteOf(facts, { en, zh })}`,
    },
    titles: [
      { text: en.t.title, lang: "en" },
      { text: zh.t.title, lang: "zh-Hans" },
    ],
    declaration: declarationOf(facts, { en, zh }),
    declarationNote: declarationNoteOf(facts, both),
    of: { text: both(({ t }) => t.cover.of) },
    names: namesOf(facts.organization.legalName),
    statements: statementsOf(model, { en, zh }),
    figure: { text: tonnes(totals.co2eKg) },
    unit: { text: both(({ t }) => t.cover.unit) },
    parts: (["1", "2", "3"] as const).map((scope) => ({
      label: both(({ t }) => t.cover.scope[scope]),
      value: tonnes(totals.byScope[scope]),
      unit: "tCO₂e",
    })),
    partsNotes: [
      { text: `${both(({ t }) => t.results.totalMarket)}: ${tonnes(totals.co2eKgMarketBased)} tCO₂e` },
      { text: both(({ t }) => t.cover.rounded[isSmallTotal(totals.co2eKg) ? "small" : "whole"]) },
    ],
    proof: facts.number === null ? null : proofOf(facts, facts.number, { both, own }),
    notice: [
      { text: en.t.draftNotice, lang: "en" },
      { text: zh.t.draftNotice, lang: "zh-Hans" },
    ],
    columns: columnsOf(facts, { both, own, lines: (pick) => `${pick(en)}\n${pick(zh)}` }),
  };
}

/** A line for each language, unless both fit into one. A domain is never broken. */
function nameNoteOf(facts: ReportFacts, { en, zh }: { en: Words; zh: Words }): string {
  const [first, second] = [sayCoverName(facts, en), sayCoverName(facts, zh)];
  return first.length > 40 ? `${first}\n${second}` : joinBoth(first, second);
}

/** Said as large as the title: whether anyone but the organization answers for the figures. */
function declarationOf({ assurance }: ReportFacts, { en, zh }: { en: Words; zh: Words }): CoverText[] {
  const say = (words: Words) =>
    assurance.status === "not_verified"
      ? words.t.cover.selfDeclared
      : words.t.cover.assuredBy(words.t.cover.assured[assurance.status], anchorOf(assurance, words));
  return [
    { text: say(en), lang: "en" },
    { text: say(zh), lang: "zh-Hans" },
  ];
}

/** The name of the third party, where only its domain is proved. */
function declarationNoteOf({ assurance }: ReportFacts, both: Say): CoverText | null {
  if (assurance.status === "not_verified" || assurance.identity?.kind === "registration") return null;
  const text = assurance.identity
    ? both(({ t, name }) => t.cover.bodyNamesItself(quoteName(name(assurance.body))))
    : both(({ t }) => t.cover.bodyNotChecked);
  return { text };
}

function namesOf(name: LocalText): CoverText[] {
  const names: CoverText[] = [];
  if (name.zh) names.push({ text: name.zh, lang: "zh-Hans" });
  if (name.en) names.push({ text: name.en, lang: "en" });
  return names;
}

/** The period, then in each language the statement of accordance, which a draft withholds. */
function statementsOf({ facts, period }: ReportModel, { en, zh }: { en: Words; zh: Words }) {
  const spans = { text: joinBoth(en.period(period), zh.period(period)) };
  if (facts.number === null) return [spans];
  const accordance = (words: Words) => words.t.cover.accordance(listStandards(facts.standards, words));
  return [spans, { text: accordance(en), lang: "en" }, { text: accordance(zh), lang: "zh-Hans" }];
}

function proofOf(facts: ReportFacts, number: string, { both, own }: { both: Say; own: Say }) {
  return {
    address: facts.verifyUrl,
    about: own(({ t }) => t.cover.linkAbout(number)),
    qrAlt: own(({ t }) => t.cover.qrAlt(facts.verifyUrl)),
    heading: both(({ t }) => t.cover.verify),
    typed: own(({ t }) => t.cover.typeAddress(facts.publicHost, number)),
    hashLabel: own(({ t }) => t.cover.inventoryHash),
    hash: facts.inventoryHash,
    issued: own(({ t, date }) => t.cover.issued(date(facts.issuedAt), facts.version)),
    seal: isAssured(facts.assurance) ? { character: "碳", alt: own(({ t }) => t.cover.sealAlt) } : null,
  };
}

/** Agreed-upon procedures give no assurance. */
function isAssured({ status }: ReportFacts["assurance"]): boolean {
  return status === "limited" || status === "reasonable";
}

/** Until when the report was issued to hold; the status online may end that earlier. */
function validityOf({ validUntil }: ReportFacts, { t, date }: Words): string {
  return validUntil === undefined ? t.cover.valid : t.cover.validUntil(date(validUntil));
}

function columnsOf(facts: ReportFacts, { both, own, lines }: { both: Say; own: Say; lines: Say }) {
  const { responsible, assurance } = facts;
  const isDraft = facts.number === null;
  const names = (text: LocalText) => {
    const joined = joinBoth(text.en ?? "", text.zh ?? "");
    return joined.length > 72 ? own(({ name }) => name(text)) : joined; // section 1 has both
  };
  return [
    { label: both(({ t }) => t.cover.responsible), value: names(responsible.name), detail: names(responsible.role) },
    {
      label: both(({ t }) => t.cover.assurance),
      ...(assurance.status === "not_verified"
        ? { value: lines(({ t }) => t.cover.notVerified), detail: both(({ t }) => t.cover.notVerifiedDetail) }
        : {
            value: both(({ t }) => t.cover.assured[assurance.status]),
            detail: `${own((words) => anchorOf(assurance, words))} · ${assurance.statement}`,
          }),
    },
    {
      label: both(({ t }) => t.cover.validity),
      value: isDraft ? both(({ t }) => t.cover.draftValidity) : lines((words) => validityOf(facts, words)),
      detail: both(({ t }) => (isDraft ? t.cover.draftValidityDetail : t.cover.validDetail)),
    },
  ];
}
