import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerErrors, asPublic } from "#app/access/actor.server.ts";
import { limitLookUp } from "#app/access/look-up-limit.server.ts";
import { AppError } from "#app/encoding/errors.ts";
import { env } from "#app/environment/env.server.ts";
import { publicText } from "#app/http/public-answer.ts";
import { isLocale } from "#app/i18n/locale.ts";
import { totalsOf } from "#app/report/later-report.server.ts";
import { getPublishedReport } from "#app/report/verification.server.ts";
import { requireReportNumber } from "../report-number.ts";
import { printFeed } from "./print-feed.ts";

/** Short, so that a withdrawal shows soon. */
const SECONDS = 60;

/** What the log states of a report, as an Atom feed in a language; English without one. */
export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  await answerErrors(request, () => limitLookUp(context.clientAddress));
  return asPublic(request, async (tx) => {
    const number = requireReportNumber(params.reportNumber);
    const locale = new URL(request.url).searchParams.get("language") ?? "en";
    if (!isLocale(locale)) throw new AppError("not_found");
    const report = await getPublishedReport(tx, number);
    const successor = report.history.find(({ kind }) => kind === "supersede")?.facts.by;
    const after = successor ? totalsOf((await getPublishedReport(tx, successor)).summary) : null;
    const facts = { ...report, after };
    return publicText(
      printFeed(facts, { locale, publicUrl: env().publicUrl }),
      "application/atom+xml; charset=utf-8",
      SECONDS,
    );
  });
};
