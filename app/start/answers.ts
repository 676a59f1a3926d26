import { z } from "zod";
import { SUBDIVISIONS } from "#app/carbon/factor/grid-region.ts";
import { isDate } from "#app/day/period.ts";
import { isPlainLine } from "#app/encoding/text/plain-text.ts";
import { COUNTRY_CODES } from "#app/kit/country.ts";
import type { SourceKind, Trade } from "./trade-template.ts";
import { ASKED_GROUPS } from "./trade-template.ts";

/** The proposal carries a field for each source in an address, which a server reads up to 16 KB. More sites follow later. */
export const MOST_SITES = 6;

export interface Site {
  name: string;
  country: string;
  subdivision: string;
}

/** The answers to the five questions. They are kept in the address, so that going back loses nothing. */
export interface Answers {
  trade: string;
  sites: Site[];
  /** Ids of source kinds. Empty: what is usual for the trade. */
  uses: string[];
  asker: string;
  /** Empty without a due day. */
  dueOn: string;
}

/** Errors are keys of `start.fault`. */
export type AnswerErrors = Record<string, string>;

export type Fields = Readonly<Record<string, string>>;

/** Whether a field of a form is an answer to a question with an error of its own. */
export const isAnswer = (field: string) => /^(?:trade|asker|dueOn|(?:name|country|subdivision)-\d+)$/.test(field);

const USE = "use-";
/** Countries with several grids, where only the province or state decides the factor of electricity. */
const WITH_SUBDIVISIONS: ReadonlySet<string> = new Set(SUBDIVISIONS.map((code) => code.slice(0, 2)));

const line = z.string().max(200, "too_long").refine(isPlainLine, "text_forbidden");

/** The number of rows for sites on the page. */
export function countRows(fields: Fields): number {
  const rows = /^\d{1,2}$/.test(fields.rows ?? "") ? Number(fields.rows) : 1;
  return Math.min(MOST_SITES, Math.max(1, rows + (fields.more ? 1 : 0)));
}

/** Reads the answers, and an error for each field that is missing or wrong. */
export function readAnswers(fields: Fields, trades: readonly Trade[]): { answers: Answers; errors: AnswerErrors } {
  const textOf = (name: string) => (fields[name] ?? "").trim();
  const errors: AnswerErrors = {};
  const check = (name: string, fault: string | undefined) => {
    if (fault) errors[name] ??= fault;
  };
  const trade = textOf("trade");
  if (!trades.some(({ id }) => id === trade)) check("trade", "trade_missing");
  const rows = Array.from({ length: countRows(fields) }, (_, index) => readSite(textOf, index));
  const sites = rows.flatMap((site, index) => {
    // A row added by mistake stays empty. Its country follows the first row.
    const isEmpty = site.name === "" && site.subdivision === "" && index > 0;
    if (isEmpty) return [];
    checkSite(site, index, check);
    return [site];
  });
  const names = rows.map(({ name }) => name.toLowerCase());
  const twice = names.findIndex((name, index) => name !== "" && names.indexOf(name) < index);
  if (twice >= 0) check(`name-${twice}`, "name_twice");
  const asker = textOf("asker");
  check("asker", faultOf(line, asker));
  const dueOn = textOf("dueOn");
  if (dueOn !== "" && !isDate(dueOn)) check("dueOn", "day_invalid");
  const uses = Object.keys(fields)
    .filter((name) => name.startsWith(USE) && fields[name] === "on")
    .map((name) => name.slice(USE.length));
  return { answers: { trade, sites, uses, asker, dueOn }, errors };
}

function readSite(textOf: (name: string) => string, index: number): Site {
  return {
    name: textOf(`name-${index}`),
    country: textOf(`country-${index}`),
    subdivision: textOf(`subdivision-${index}`),
  };
}

function checkSite(site: Site, index: number, check: (name: string, fault: string | undefined) => void): void {
  check(`name-${index}`, site.name === "" ? "name_missing" : faultOf(line, site.name));
  if (!COUNTRY_CODES.includes(site.country)) check(`country-${index}`, "country_missing");
  else check(`subdivision-${index}`, faultOfSubdivision(site));
}

function faultOfSubdivision({ country, subdivision }: Site): string | undefined {
  if (subdivision === "") return WITH_SUBDIVISIONS.has(country) ? "subdivision_missing" : undefined;
  const isThere = SUBDIVISIONS.includes(subdivision) && subdivision.startsWith(`${country}-`);
  return isThere ? undefined : "subdivision_other_country";
}

function faultOf(schema: z.ZodType, value: string): string | undefined {
  const parsed = schema.safeParse(value);
  return parsed.success ? undefined : parsed.error.issues[0]!.message;
}

/** The answers as fields of a form, without empty ones. */
export function toFields({ trade, sites, uses, asker, dueOn }: Answers): Record<string, string> {
  const all: [string, string][] = [
    ["trade", trade],
    ["rows", String(Math.max(1, sites.length))],
    ...sites.flatMap(({ name, country, subdivision }, index): [string, string][] => [
      [`name-${index}`, name],
      [`country-${index}`, country],
      [`subdivision-${index}`, subdivision],
    ]),
    ...uses.map((id): [string, string] => [`${USE}${id}`, "on"]),
    ["asker", asker],
    ["dueOn", dueOn],
  ];
  return Object.fromEntries(all.filter(([, value]) => value !== ""));
}

/** The name of the field of a source kind. */
export function fieldOfUse(id: string): string {
  return `${USE}${id}`;
}

/** The source kinds that are proposed: those that were ticked, and those that no question asks for. */
export function kindsOf(answers: Pick<Answers, "uses">, trade: Trade, kinds: readonly SourceKind[]): SourceKind[] {
  if (answers.uses.length === 0) return trade.sources;
  const asked: readonly string[] = ASKED_GROUPS;
  const unasked = trade.sources.filter(({ group }) => !asked.includes(group));
  const all = [...kinds, ...trade.sources.filter(({ id }) => !kinds.some((kind) => kind.id === id))];
  const ticked = all.filter(({ id, group }) => asked.includes(group) && answers.uses.includes(id));
  return [...unasked, ...ticked];
}
