import { exponentOf } from "#app/money/currency.ts";
import { type Money, money } from "#app/money/money.ts";
import { Decimal } from "#app/number/decimal.ts";
import type { Bilingual, Party, ServicePeriod } from "#app/trade/document/model.ts";
import type { ServiceKind } from "#app/trade/service/service-details.ts";
import type { TradeStatistics } from "#app/trade/service/trade-statistics.ts";

/** Evidence that an invoice is an export. Missing evidence is reported as such. */
export interface ExportEvidence {
  orderId: string | null;
  /** The accepted quote. Null for invoices without an order. */
  contract: { quoteId: string; number: string; signerName: string; signerRole: string; acceptedAt: Date } | null;
  /** The invoice is not in the seller's home currency. */
  isForeignCurrency: boolean;
  /** Days of payments that arrived and were not reversed. */
  receivedOn: string[];
  /** Countries or regions from where the payments came, as recorded. */
  payers: string[];
  /** A payment arrived of which no country is recorded. */
  hasUnknownPayer: boolean;
  /** Code and number. Empty without one; null if the seller issues no fapiao. */
  fapiao: string | null;
}

export interface ExportedService {
  invoiceId: string;
  number: string;
  issuedOn: string;
  /** Calendar quarter of the invoice: `2026-Q4`. */
  quarter: string;
  period: ServicePeriod | null;
  clientId: string;
  clientName: Bilingual;
  client: Party;
  /** Services of the catalogue on the invoice or on the accepted quote, as classified today. */
  services: ({ id: string; kind: ServiceKind; nameEn: string; nameZh: string } & TradeStatistics)[];
  /** The invoice also has lines of their own, which no service classifies. */
  hasOtherLines: boolean;
  taxRuleId: string | null;
  /** Net of credits, before tax. */
  net: Money;
  /** At the frozen rate of the invoice, rounded to the nearest minor unit. Null without a rate. */
  netAtHome: Money | null;
  /** What arrived, less refunds. Without differences written off and charges that banks deducted. */
  received: Money;
  /** At the rates of the payments. Null if one has none. */
  receivedAtHome: Money | null;
  outstanding: Money;
  homeCurrency: string;
  evidence: ExportEvidence;
}

/** Ways to group exports. */
export const EXPORT_GROUPS = ["quarter", "country", "client", "currency", "kind", "ebops", "mode"] as const;
export type ExportGroup = (typeof EXPORT_GROUPS)[number];

/** Keys of groups that are no code: nothing was chosen, or an invoice has several that its amount can't be split by. */
export const NO_CHOICE = "";
export const SEVERAL = "several";

export interface ExportTotal {
  key: string;
  currency: string;
  count: number;
  net: Money;
  received: Money;
  outstanding: Money;
  /** Sum of the rounded amounts of the invoices, as listed. Null if one has no rate. */
  netAtHome: Money | null;
}

/** Totals by group, separately for each currency. */
export function totalExports(rows: readonly ExportedService[], by: ExportGroup): ExportTotal[] {
  const parts = new Map<string, ExportedService[]>();
  for (const row of rows) {
    const at = `${groupOf(row, by)} ${row.net.currency} ${row.homeCurrency}`;
    parts.set(at, [...(parts.get(at) ?? []), row]);
  }
  const totals = [...parts.values()].map((part): ExportTotal => {
    const [{ net, homeCurrency }] = part as [ExportedService];
    return {
      key: groupOf(part[0]!, by),
      currency: net.currency,
      count: part.length,
      net: add(part, (one) => one.net, net.currency),
      received: add(part, (one) => one.received, net.currency),
      outstanding: add(part, (one) => one.outstanding, net.currency),
      netAtHome: part.some((one) => one.netAtHome === null) ? null : add(part, (one) => one.netAtHome!, homeCurrency),
    };
  });
  return totals.sort((a, b) => a.key.localeCompare(b.key) || a.currency.localeCompare(b.currency));
}

export interface HomeTotal {
  homeCurrency: string;
  count: number;
  net: Money;
  received: Money;
  /** Invoices without a rate, which the net total leaves out. */
  withoutRate: number;
  /** Invoices with a payment without a rate, which the received total leaves out. */
  receivedWithoutRate: number;
  /** The net amount by quarter, oldest first and without gaps, from the first to the last quarter with an invoice. */
  quarters: { quarter: string; net: Money }[];
}

/** Totals in the seller's currency, one for each home currency that invoices name. */
export function totalAtHome(rows: readonly ExportedService[]): HomeTotal[] {
  const currencies = [...new Set(rows.map(({ homeCurrency }) => homeCurrency))].sort();
  return currencies.map((homeCurrency) => {
    const own = rows.filter((row) => row.homeCurrency === homeCurrency);
    const [rated, paid] = [own.filter((one) => one.netAtHome), own.filter((one) => one.receivedAtHome)];
    return {
      homeCurrency,
      count: own.length,
      net: add(rated, (one) => one.netAtHome!, homeCurrency),
      received: add(paid, (one) => one.receivedAtHome!, homeCurrency),
      withoutRate: own.length - rated.length,
      receivedWithoutRate: own.length - paid.length,
      quarters: quartersOf(rated.map(({ quarter }) => quarter)).map((quarter) => ({
        quarter,
        net: add(
          rated.filter((row) => row.quarter === quarter),
          (row) => row.netAtHome!,
          homeCurrency,
        ),
      })),
    };
  });
}

/** @param named `2026-Q4`, in any order */
function quartersOf(named: readonly string[]): string[] {
  const [first, last] = [[...named].sort()[0], [...named].sort().at(-1)];
  if (!first || !last) return [];
  const all: string[] = [];
  for (let at = indexOf(first); at <= indexOf(last); at += 1) all.push(`${Math.floor(at / 4)}-Q${(at % 4) + 1}`);
  return all;
}

function indexOf(quarter: string): number {
  return Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(-1)) - 1;
}

/** What an export lacks as evidence. Message keys of `exportedService.lacks`. */
export type EvidenceGap = "contract" | "fapiao" | "received" | "payer" | "statistics" | "rate";

export function gapsOf({ evidence, services, hasOtherLines, netAtHome }: ExportedService): EvidenceGap[] {
  const isClassified =
    services.length > 0 && !hasOtherLines && services.every(({ ebops, supplyMode }) => ebops && supplyMode);
  const lacks: [EvidenceGap, boolean][] = [
    ["contract", evidence.contract === null],
    ["received", evidence.receivedOn.length === 0],
    ["payer", evidence.hasUnknownPayer],
    ["fapiao", evidence.fapiao === ""],
    ["statistics", !isClassified],
    ["rate", netAtHome === null],
  ];
  return lacks.filter(([, isLacking]) => isLacking).map(([gap]) => gap);
}

/**
 * Minor units times a rate, in minor units of the home currency, rounded half-even.
 *
 * @param timesRate a decimal of minor units of `currency`
 */
export function homeOf(timesRate: string, currency: string, homeCurrency: string): Money {
  const shift = exponentOf(homeCurrency) - exponentOf(currency);
  return money(BigInt(new Decimal(timesRate).times(new Decimal(10).pow(shift)).toFixed(0)), homeCurrency);
}

/** The group of an invoice. Amounts of several services can't be told apart. */
export function groupOf(row: ExportedService, by: ExportGroup): string {
  switch (by) {
    case "quarter":
      return row.quarter;
    case "country":
      return row.client.country;
    case "client":
      return row.clientId;
    case "currency":
      return row.net.currency;
    case "kind":
      return oneOf(row, ({ kind }) => kind);
    case "ebops":
      return oneOf(row, ({ ebops }) => ebops);
    case "mode":
      return oneOf(row, ({ supplyMode }) => supplyMode);
  }
}

function oneOf(row: ExportedService, codeOf: (service: ExportedService["services"][number]) => string): string {
  const [first = NO_CHOICE, ...others] = new Set([
    ...row.services.map(codeOf),
    ...(row.hasOtherLines ? [NO_CHOICE] : []),
  ]);
  return others.length > 0 ? SEVERAL : first;
}

function add(rows: readonly ExportedService[], of: (row: ExportedService) => Money, currency: string): Money {
  return { minor: rows.reduce((sum, row) => sum + of(row).minor, 0n), currency };
}
