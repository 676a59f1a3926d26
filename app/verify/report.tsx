import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { answerErrors } from "#app/access/actor.server.ts";
import { limitLookUp } from "#app/access/look-up-limit.server.ts";
import { workspaceOf } from "#app/access/reader.server.ts";
import { isOfSample } from "#app/access/visitor.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { noticesByName } from "#app/encoding/text/name-letters.ts";
import { env } from "#app/environment/env.server.ts";
import { steadyMinute } from "#app/http/steady-minute.ts";
import { strangerHeaders } from "#app/http/stranger-page.server.ts";
import { translator } from "#app/i18n/index.ts";
import { localeIn, titleIn } from "#app/kit/page-title.ts";
import { PublicLayout } from "#app/kit/public-layout.tsx";
import { STATIC_PAGE } from "#app/kit/static-page.tsx";
import { asIssuer } from "#app/log/keys/issuer-door.server.ts";
import { kindByCheckDigit } from "#app/organization/registration-number.ts";
import { parseReportNumber } from "#app/proof/report-number.ts";
import { intensityOf } from "#app/report/intensity.ts";
import { findLaterReport } from "#app/report/later-report.server.ts";
import { type ReportRecord, readReportRecord } from "#app/report/report-record.server.ts";
import type { NumberFault } from "./page/find-page.tsx";
import type { ReportView } from "./page/report-view.ts";
import { VerifyIsland } from "./page/verify-island.tsx";
import { pathOfFeed } from "./watch/feed-path.ts";

const STATUS: Record<NumberFault, number> = { shape: 404, mistyped: 422, not_found: 404 };

export const handle = STATIC_PAGE;

export const meta: MetaFunction<typeof loader> = ({ matches, data: loaded }) => [
  ...titleIn(matches, ({ verify: { page } }) => (loaded?.view ? page.titleReport(loaded.view.number) : page.titleFind)),
  ...(loaded?.view ? [feedLink(matches, loaded.view.number)] : []),
];

function feedLink(matches: Parameters<typeof titleIn>[0], number: string) {
  const locale = localeIn(matches);
  const title = translator(locale).watch.feed.title(number);
  return { tagName: "link", rel: "alternate", type: "application/atom+xml", title, href: pathOfFeed(number, locale) };
}

/** A report by its number. Invalid, unknown, draft or private numbers show the search page with an error. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const workspaceHref = await answerErrors(request, async () => {
    await limitLookUp(context.clientAddress);
    return workspaceOf(request);
  });
  const typed = params.reportNumber ?? "";
  const { host } = new URL(env().publicUrl);
  const refuse = (fault: NumberFault) =>
    data({ view: null, fault, typed, host, workspaceHref }, { status: STATUS[fault] });
  const parsed = parseReportNumber(typed);
  if (!parsed.ok) return refuse(parsed.fault);
  if (parsed.number !== typed) throw redirect(`/verify/${parsed.number}`);
  const found = await asIssuer(request, async (tx, keys) => {
    const signer = keys.published.find(({ keyId }) => keyId === keys.credential.keyId);
    const now = steadyMinute(new Date(), signer?.validFrom);
    const record = await readReportRecord(tx, { keys, publicUrl: env().publicUrl }, parsed.number, now).catch(
      nullIfNotFound,
    );
    if (!record) return null;
    const isCurrent = record.report.status === "current";
    const later = isCurrent ? null : await findLaterReport(tx, parsed.number);
    return { ...toReportView(record, now, host), later };
  });
  if (!found) return refuse("not_found");
  const isSample = await answerErrors(request, () => isOfSample(parsed.number));
  // In development, the page has the scripts of the product and a nonce.
  const headers = context.pageScripts.verify === null ? {} : strangerHeaders(request);
  return data({ view: { ...found, isSample }, fault: null, typed, host, workspaceHref }, { headers });
};

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

function nullIfNotFound(error: unknown): null {
  if (error instanceof AppError && error.code === "not_found") return null;
  throw error;
}

/** Only what the page shows. Nothing else of the register leaves the server. */
function toReportView(
  { report, verification, evidenceBytes, publicDocuments, listedIssuer, issuerProofs }: ReportRecord,
  now: Date,
  host: string,
): Omit<ReportView, "later" | "isSample"> {
  const { summary } = report;
  return {
    number: report.number,
    version: summary.version,
    issuedAt: report.issuedAt.toISOString(),
    issuer: summary.issuer,
    organization: summary.organization,
    listedIssuer,
    issuerProofs,
    legalId: summary.legalId,
    legalIdForm: kindByCheckDigit(summary.legalId),
    period: summary.period,
    standards: summary.standards,
    consolidationApproach: summary.consolidationApproach,
    facilities: summary.facilities,
    nameNotices: noticesByName(namesOn(summary, verification)),
    gwpSet: summary.gwpSet,
    co2eKg: summary.co2eKg,
    co2eKgMarketBased: summary.co2eKgMarketBased,
    byScope: summary.byScope,
    intensity: intensityOf(summary.intensity, summary),
    scope2MarketBasedKg: summary.scope2MarketBasedKg,
    scope3Categories: summary.scope3Categories,
    supersedes: verification.facts?.supersedes ?? null,
    editions: report.editions,
    evidenceBytes,
    statusList: report.statusList,
    publicDocuments,
    history: report.history.map(({ kind, at, logIndex, facts, stated }) => ({
      kind,
      stated,
      at: at.toISOString(),
      logIndex,
      successor: kind === "supersede" ? facts.by : undefined,
      reason: kind === "withdraw" ? facts.reason : undefined,
    })),
    verification,
    checkedAt: now.toISOString(),
    host,
  };
}

/** Names that are checked for confusable characters. */
function namesOn(
  { organization, issuer }: ReportRecord["report"]["summary"],
  { assurance }: ReportRecord["verification"],
): string[] {
  const verifiers = assurance.flatMap((one) => (one.holds ? [one.record.verifier] : []));
  const names = [organization, issuer].flatMap(({ en, zh }) => [en, zh]);
  return [
    ...names.flatMap((name) => name ?? []),
    ...verifiers.flatMap(({ name, leadVerifier }) => [name, leadVerifier]),
  ];
}

export default function Report() {
  const { view, fault, typed, host, workspaceHref } = useLoaderData<typeof loader>();
  return (
    <PublicLayout workspaceHref={workspaceHref}>
      <VerifyIsland page={view ? { kind: "report", view } : { kind: "find", typed, fault, host }} />
    </PublicLayout>
  );
}
