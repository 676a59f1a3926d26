import type { z } from "zod";
import type { Organization } from "./organization.server.ts";
import { shortText } from "./short-text.ts";

/** What a report has to name about its organization, in addition to names and number. */
export const REPORT_DETAILS = {
  addressEn: shortText(400),
  addressZh: shortText(400),
  descriptionEn: shortText(4000),
  descriptionZh: shortText(4000),
  responsibleName: shortText(200),
  responsibleRole: shortText(200),
  responsibleContact: shortText(200),
};

export type ReportDetails = z.output<z.ZodObject<typeof REPORT_DETAILS>>;
export type DetailName = keyof ReportDetails;
export const DETAIL_NAMES = Object.keys(REPORT_DETAILS) as DetailName[];

/** The details as the organization has them. */
export function detailsOf({ address, description, responsible }: Organization): ReportDetails {
  return {
    addressEn: address.en,
    addressZh: address.zh,
    descriptionEn: description.en,
    descriptionZh: description.zh,
    responsibleName: responsible.name,
    responsibleRole: responsible.role,
    responsibleContact: responsible.contact,
  };
}

interface Basis {
  trade: { en: string; zh: string };
  sites: readonly { en: string; zh: string }[];
  /** Who enters the answers for their own company. */
  person: { name: string; email: string } | null;
}

/** What the answers say about details that the organization lacks. A person reads and saves them. */
export function proposeDetails(known: ReportDetails, { trade, sites, person }: Basis): ReportDetails {
  const names = (language: "en" | "zh") => sites.map((site) => site[language] || site[language === "en" ? "zh" : "en"]);
  const proposed: Partial<ReportDetails> = {
    descriptionEn: `Field of business: ${trade.en}. Sites: ${names("en").join(", ")}.`,
    descriptionZh: `业务领域：${trade.zh}。经营场所：${names("zh").join("、")}。`,
    responsibleName: person?.name ?? "",
    responsibleContact: person?.email ?? "",
  };
  const entries = Object.entries(known) as [DetailName, string][];
  return Object.fromEntries(entries.map(([name, text]) => [name, text || (proposed[name] ?? "")])) as ReportDetails;
}

/** The details that a form may fill: what the organization has is changed on its own page. */
export function fillDetails(known: ReportDetails, typed: ReportDetails): ReportDetails {
  const entries = Object.entries(known) as [DetailName, string][];
  return Object.fromEntries(entries.map(([name, text]) => [name, text || typed[name]])) as ReportDetails;
}
