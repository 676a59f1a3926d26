import { formatTonnes, formatTotalChange } from "#app/carbon/format.ts";
import { formatDay } from "#app/day/format-day.ts";
import { escapeXml } from "#app/encoding/text/escape-xml.ts";
import { type Locale, languageOf, languageTag, localName, translator } from "#app/i18n/index.ts";
import { lastDayOfValidity } from "#app/proof/report-life.ts";
import type { StatementKind } from "#app/report/verification.server.ts";
import { pathOfFeed } from "./feed-path.ts";

interface Totals {
  co2eKg: string;
  co2eKgMarketBased: string;
}

/** The public facts of a report that its feed states. */
export interface FeedFacts {
  number: string;
  expiresAt: Date | null;
  summary: Totals & {
    version: number;
    organization: { en?: string; zh?: string };
    period: { start: string; end: string };
  };
  /** Oldest first. */
  history: { kind: string; at: Date; logIndex: number; facts: Record<string, string>; stated: StatementKind | null }[];
  /** Totals of the version that replaced it. */
  after: Totals | null;
}

interface FeedContext {
  locale: Locale;
  publicUrl: string;
}

/**
 * The log entries about a report as an Atom feed (RFC 4287), newest first. An entry keeps its id in every language: the
 * address of the report with the number of the log entry.
 */
export function printFeed(report: FeedFacts, { locale, publicUrl }: FeedContext): string {
  const { number, history, summary } = report;
  const { feed } = translator(locale).watch;
  const page = `${publicUrl}/verify/${number}`;
  const organization = localName(summary.organization, locale);
  const entries = history.toReversed().flatMap((event) => {
    const words = wordsOf(event, report, locale);
    return words === null ? [] : [printEntry(event, words, page)];
  });
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${languageTag(locale)}">`,
    `<id>${escapeXml(page)}</id>`,
    `<title>${escapeXml(`${feed.title(number)} · ${organization}`)}</title>`,
    `<updated>${(history.at(-1)?.at ?? new Date(0)).toISOString()}</updated>`,
    `<author><name>${escapeXml(new URL(publicUrl).host)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(publicUrl + pathOfFeed(number, locale))}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    ...entries,
    "</feed>",
  ];
  return `${lines.join("\n")}\n`;
}

function printEntry({ at, logIndex }: FeedFacts["history"][number], words: EntryWords, page: string): string {
  return [
    "<entry>",
    `<id>${escapeXml(`${page}#log-entry-${logIndex + 1}`)}</id>`,
    `<title>${escapeXml(words.title)}</title>`,
    `<updated>${at.toISOString()}</updated>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    `<summary>${escapeXml(words.summary)}</summary>`,
    "</entry>",
  ].join("\n");
}

interface EntryWords {
  title: string;
  summary: string;
}

function wordsOf(
  { kind, facts, stated }: FeedFacts["history"][number],
  { summary, after, expiresAt }: FeedFacts,
  locale: Locale,
): EntryWords | null {
  const { feed } = translator(locale).watch;
  const gap = languageOf(locale).sentenceGap;
  const tonnes = (kg: string) => formatTonnes(kg, { locale, digits: 2 });
  const change = (from: string, to: string) => formatTotalChange(from, to, { locale, digits: 2 });
  switch (kind) {
    case "issue": {
      const period = `${formatDay(summary.period.start, locale)} – ${formatDay(summary.period.end, locale)}`;
      const totals = feed.totals(tonnes(summary.co2eKg), tonnes(summary.co2eKgMarketBased));
      return { title: feed.issue, summary: [feed.issued(`${summary.version}`, period), totals].join(gap) };
    }
    case "supersede": {
      const parts = [feed.superseded(facts.by ?? "")];
      if (after) {
        parts.push(feed.location(change(summary.co2eKg, after.co2eKg)));
        parts.push(feed.market(change(summary.co2eKgMarketBased, after.co2eKgMarketBased)));
      }
      return { title: feed.supersede, summary: parts.join(gap) };
    }
    case "withdraw":
      return { title: feed.withdraw, summary: feed.withdrawn(facts.reason ?? "") };
    case "expire": {
      const day = expiresAt ? formatDay(lastDayOfValidity(expiresAt.toISOString()), locale) : "";
      return { title: feed.expire, summary: feed.expired(day) };
    }
    case "assurance":
    case "assurance_withdrawn":
    case "assurance_disowned":
      return { title: stated ? feed.stated[stated] : feed[kind], summary: feed.assured };
    default:
      return null;
  }
}
