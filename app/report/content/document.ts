import { CONTENT_TAG } from "#app/encoding/language.ts";
import type { ReportModel } from "../model.ts";
import { nameIssuer } from "./issuer-proofs.ts";
import { sayIn } from "./say.ts";

/** What surrounds the contents of a report: metadata, running lines, watermark and the names of its parts. */
export interface DocumentWords {
  /** BCP 47 tag of the body; texts in another language say so themselves. */
  language: string;
  title: string;
  author: string;
  subject: string;
  keywords: string;
  header: string;
  footer: string;
  pageOf: (page: number, pages: number) => string;
  watermark: string | null;
  attachment: string;
  factsAttachment: string;
  keyProofAttachment: string;
  sealField: string;
}

export function describeDocument({ facts, period, locale }: ReportModel): DocumentWords {
  const say = sayIn(locale);
  const title = say(({ t }) => t.title);
  const holder = say(({ name }) => name(facts.organization.legalName));
  const isDraft = facts.number === null;
  return {
    language: CONTENT_TAG[locale === "both" ? "en" : locale],
    title,
    author: say((words) => nameIssuer(facts, words)),
    subject: say(({ t, name, period: span }) => t.subject(name(facts.organization.legalName), span(period))),
    keywords: `sha256:${facts.inventoryHash} report:${facts.number ?? "draft"} version:${facts.version} lang:${locale}`,
    header: `${locale === "both" ? title : say((words) => words.t.runningTitle(words.period(period)))} · ${holder}`,
    footer: [facts.number ?? say(({ t }) => t.draft), facts.publicHost].join(" · "),
    pageOf: (page, pages) => say(({ t }) => t.pageOf(page, pages)),
    watermark: isDraft ? say(({ t }) => t.draft) : null,
    attachment: say(({ t }) => t.attachment),
    factsAttachment: say(({ t }) => t.factsAttachment),
    keyProofAttachment: say(({ t }) => t.keyProofAttachment),
    sealField: say(({ t }) => t.sealField),
  };
}
