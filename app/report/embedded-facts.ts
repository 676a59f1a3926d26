import { canonicalJson, isJsonObject, parseJson } from "#app/encoding/canonical-json.ts";
import { isReportLocale, type ReportLocale } from "#app/encoding/report-locale.ts";
import { TransparencyError } from "#app/encoding/transparency-error.ts";
import type { ReportFacts, ReportModel } from "./model.ts";

/**
 * What the bytes of a report depend on besides its model; stored with each report. Raise `drawing` manually whenever
 * a change here moves a mark on the page; a test compares the libraries with package.json.
 */
export const RENDERER_VERSION = "drawing 17; pdfkit 0.20.2; fontkit 2.0.4; linebreak 1.1.0; qrcode 1.5.4";

/** The name of the file inside the PDF that holds what people entered or decided. */
export const FACTS_NAME = "report-facts.json";

/** What a report prints in addition to the inventory document, and by which program it was drawn. */
export interface EmbeddedFacts {
  renderer: string;
  locale: ReportLocale;
  facts: ReportFacts;
}

/**
 * The attachment that, with the inventory document, reproduces every text of the report: language and facts. All of
 * it is printed; it is attached so that a program can compare. Canonical form.
 */
export function formatReportFacts({ locale, facts }: ReportModel): string {
  // Members without a value must be absent.
  const stated: unknown = JSON.parse(JSON.stringify(facts));
  return canonicalJson({ renderer: RENDERER_VERSION, locale, facts: stated });
}

/** Reads the attachment of any file. Throws `invalid_json` or `invalid_document`; its facts are that file's claim. */
export function readReportFacts(text: string): EmbeddedFacts {
  const value = parseJson(text);
  if (!isJsonObject(value) || !isReportLocale(value.locale) || !isJsonObject(value.facts))
    throw new TransparencyError("invalid_document", { pointer: "/locale" });
  return { renderer: String(value.renderer), locale: value.locale, facts: value.facts as unknown as ReportFacts };
}
