import { useEffect, useState } from "react";
import { formatDay, formatInstant } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { UTC } from "#app/day/zone.ts";
import { quoteName } from "#app/encoding/text/quote-name.ts";
import { contentLanguageFor, localName } from "#app/i18n/locale.ts";
import { isNameChecked } from "#app/identity/issuer-proof.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Button, ButtonAnchor } from "#app/kit/plain-button.tsx";
import { VerdictBanner, type VerdictMeta } from "#app/kit/verdict-banner.tsx";
import { lastDayOfValidity } from "#app/proof/report-life.ts";
import type { Verdict } from "#app/proof/verdict.ts";
import { type VerdictFacts, verdictFactsOf } from "#app/proof/verdict-facts.ts";
import type { Verification } from "#app/proof/verify-report.ts";
import { formatSize } from "./format-size.ts";
import type { HeldFile } from "./held-file.ts";
import { editionFor, pathOfFile } from "./issued-files.tsx";
import type { ReportView } from "./report-view.ts";
import type { ReportVerification } from "./use-report-verification.ts";

/** The verdict on a file or, for a number alone, the registered status. A record alone is never called authentic. */
export function ReportHeading({ view, found }: { view: ReportView; found: ReportVerification }) {
  const { verify } = useMessages();
  const facts = verdictFactsOf(found.verification);
  const recordSentence = useRecordSentence(view);
  // Until the file is checked, the page shows only the registered status.
  const isRecord = found.file === null || found.isRunning;
  const verdict = isRecord && facts.verdict === "authentic" ? "on_record" : facts.verdict;
  const sentence = isRecord ? recordSentence(facts, found.verification) : verify.sentence(facts);
  return (
    <VerdictBanner
      verdict={verdict}
      meta={useMeta(found)}
      actions={<Actions view={view} found={found} facts={facts} />}
    >
      <WithNumber sentence={sentence} number={view.number} />
    </VerdictBanner>
  );
}

/** A report number without line breaks at its hyphens. */
const NUMBER = /(GHG-\d{4}-[\dA-Z]+-[\dA-Z]+-[\dA-Z]+)/;

/** A sentence without line breaks in numbers and dates, with the report's own number emphasized. */
function WithNumber({ sentence, number }: { sentence: string; number: string }) {
  return sentence.split(NUMBER).map((part, index) => {
    const key = `${index}${part}`;
    if (!NUMBER.test(part)) return <WholeDays key={key}>{part}</WholeDays>;
    return (
      <span key={key} className={`inline-block ${part === number ? "font-semibold" : ""}`}>
        {part}
      </span>
    );
  });
}

function useRecordSentence(view: ReportView): (facts: VerdictFacts, found: Verification) => string {
  const { verify } = useMessages();
  const locale = useLocale();
  const { record } = verify.page;
  return (facts, { facts: stated }) => {
    const changed = facts.changedAt ? formatDay(facts.changedAt, locale) : "";
    if (facts.verdict === "superseded") return record.superseded(view.number, facts.successor ?? "", changed);
    if (facts.verdict === "withdrawn") return record.withdrawn(view.number, changed, facts.reason ?? "");
    if (facts.verdict === "altered") return record.altered(view.number);
    if (facts.verdict === "expired")
      return record.expired(
        view.number,
        stated?.expiresAt ? formatDay(lastDayOfValidity(stated.expiresAt), locale) : "",
      );
    if (facts.verdict !== "authentic") return verify.sentence(facts);
    const issuer = quoteName(localName(view.issuer, locale));
    return record.current(view.number, {
      organization: quoteName(localName(view.organization, locale)),
      issuer: isNameChecked(view.issuer, view.issuerProofs) ? issuer : record.issuerNotChecked(issuer),
      day: formatDay(view.issuedAt, locale),
    });
  };
}

function useMeta({ by, file, checkedAt, isRunning }: ReportVerification): VerdictMeta[] {
  const { verify } = useMessages();
  const { meta, checks } = verify.page;
  const locale = useLocale();
  const time: VerdictMeta = { icon: "clock", text: isRunning ? checks.running : formatInstant(checkedAt, locale, UTC) };
  if (file) return [...fileMeta(file, meta.notUploaded), time];
  const place = by === "browser" ? meta.inBrowser : meta.byServerChecked;
  return [{ icon: "search", text: meta.byServer }, { icon: "lock", text: place }, time];
}

export function fileMeta(file: HeldFile, notUploaded: string): VerdictMeta[] {
  return [
    { icon: "file", text: `${file.name} · ${formatSize(file.size)}` },
    { icon: "lock", text: notUploaded },
  ];
}

function Actions({ view, found, facts }: { view: ReportView; found: ReportVerification; facts: VerdictFacts }) {
  const { page } = useMessages().verify;
  const edition = editionFor(view, contentLanguageFor(useLocale()));
  const main: Partial<Record<Verdict, JSX.Element>> = {
    altered: (
      <ButtonAnchor href={pathOfFile(view.number, edition)} variant="primary" icon="download">
        {page.getIssued(page.statement.languageName[edition.language])}
      </ButtonAnchor>
    ),
  };
  if (view.later) {
    const newer = (
      <ButtonAnchor href={`/verify/${view.later.number}`} variant="primary" icon="arrow">
        {page.newer}
      </ButtonAnchor>
    );
    Object.assign(main, { superseded: newer, withdrawn: newer, expired: newer });
  }
  const compare = (
    <ButtonAnchor href="#your-file" variant="primary" icon="file">
      {page.record.compare}
    </ButtonAnchor>
  );
  return (
    <div className="flex flex-wrap justify-end gap-2 max-md:*:grow">
      {main[facts.verdict] ?? (found.file === null && facts.verdict === "authentic" ? compare : null)}
      <PageTools />
    </div>
  );
}

/** Print and copy buttons, shown once scripts run. */
function PageTools() {
  const { common } = useMessages();
  const [isReady, setReady] = useState(false);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => setReady(true), []);
  if (!isReady) return null;
  const copy = () =>
    navigator.clipboard?.writeText(window.location.href.split("#")[0] ?? "").then(() => setCopied(true));
  return (
    <>
      <Button type="button" variant="secondary" icon="print" onClick={() => window.print()}>
        {common.print}
      </Button>
      <Button type="button" variant="secondary" icon="link" onClick={() => void copy()}>
        <span aria-live="polite">{isCopied ? common.copied : common.copyLink}</span>
      </Button>
    </>
  );
}
