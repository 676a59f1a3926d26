import { formatTonnes } from "#app/carbon/format.ts";
import { formatDay, formatInstant } from "#app/day/format-day.ts";
import { UTC } from "#app/day/zone.ts";
import { CheckList, type CheckOutcome } from "#app/kit/check-list.tsx";
import { type Fact, FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { VerdictBanner } from "#app/kit/verdict-banner.tsx";
import { kindByCheckDigit } from "#app/organization/registration-number.ts";
import type { ReportFacts } from "#app/proof/credential.ts";
import type { Check } from "#app/proof/verdict.ts";
import { verdictFactsOf } from "#app/proof/verdict-facts.ts";
import { type BundleComparison, isDifference } from "#app/verify/page/compare-with-bundle.ts";
import { FileDifferenceParts } from "#app/verify/page/file-differences.tsx";
import { formatSize } from "#app/verify/page/format-size.ts";
import { BothNames, ClaimedName, RegisteredAs } from "#app/verify/page/statement-facts.tsx";
import { nameStandard } from "#app/verify/standard-name.ts";
import type { Judgement } from "./judge-files.ts";
import type { OfflineWords } from "./words.ts";

type Answered = Exclude<Judgement, { kind: "waiting" }>;

/** The verdict. An inventory document without a signature is never called authentic. */
export function OfflineVerdict({
  judgement,
  checkedAt,
  t,
}: {
  judgement: Answered;
  checkedAt: string;
  t: OfflineWords;
}) {
  const { verify } = useMessages();
  const locale = useLocale();
  const { file } = judgement;
  const meta = [
    { icon: "file" as const, text: `${file.name} · ${formatSize(file.size)}` },
    { icon: "lock" as const, text: t.onDisk },
    { icon: "clock" as const, text: formatInstant(checkedAt, locale, UTC) },
  ];
  if (judgement.kind === "document") {
    const { holds, fails, cannotTell } = verify.document;
    const { outcome } = judgement.check;
    const sentence = outcome === "passed" ? holds : outcome === "failed" ? fails : cannotTell;
    return (
      <VerdictBanner verdict={outcome === "failed" ? "altered" : "cannot_tell"} meta={meta}>
        {sentence}
      </VerdictBanner>
    );
  }
  const { verification } = judgement;
  const isAlone = verification.checks.some(({ reason }) => reason === "register_unreachable");
  return (
    <VerdictBanner verdict={verification.verdict} meta={meta}>
      {isAlone ? t.needsEvidence : verify.sentence(verdictFactsOf(verification, "elsewhere"))}
    </VerdictBanner>
  );
}

export function OfflineAnswer({ judgement, t }: { judgement: Answered; t: OfflineWords }) {
  const { verify } = useMessages();
  const checks = judgement.kind === "document" ? [judgement.check] : judgement.verification.checks;
  const facts = judgement.kind === "report" ? judgement.verification.facts : null;
  const isKeyConfirmed = judgement.kind === "document" || judgement.verification.isKeyConfirmed;
  return (
    <>
      {judgement.kind === "report" && judgement.compared && (
        <Comparison compared={judgement.compared} isKeyConfirmed={isKeyConfirmed} />
      )}
      <Section title={t.checks}>
        <CheckList
          checks={checks.map((check) => ({
            key: check.id,
            outcome: outcomeOf(check, isKeyConfirmed),
            title: verify.check[check.id],
            detail: verify.line[check.reason](check.facts),
            how: <How check={check} number={facts?.number ?? ""} sha256={judgement.file.sha256} />,
            isOpen: check.outcome === "failed",
          }))}
        />
      </Section>
      {facts && <Stated facts={facts} t={t} />}
    </>
  );
}

/** What differs from the PDF in the bundle, or what is missing for a comparison. */
function Comparison({ compared, isKeyConfirmed }: { compared: BundleComparison; isKeyConfirmed: boolean }) {
  const { altered, differs } = useMessages().verify.page;
  if (!isDifference(compared))
    return (
      <Section title={differs.title}>
        <p className="py-3 text-14">{altered.bundle[compared]}</p>
      </Section>
    );
  return (
    <Section title={differs.title}>
      <FileDifferenceParts difference={compared} />
      {compared.printed?.kind === "compared" && <p className="text-14 text-muted">{altered.bundle.compared}</p>}
      {compared.printed?.kind === "compared" && !isKeyConfirmed && (
        <p className="text-14 text-bad-ink">{altered.bundle.unconfirmed}</p>
      )}
    </Section>
  );
}

function Stated({ facts, t }: { facts: ReportFacts; t: OfflineWords }) {
  return (
    <Section title={t.states}>
      <FactList facts={useStated(facts)} />
    </Section>
  );
}

/** No green tick for a withdrawal, although the status list is valid, or for a signature of an unconfirmed key. */
function outcomeOf({ id, outcome, reason }: Check, isKeyConfirmed: boolean): CheckOutcome {
  if (id === "signature" && outcome === "passed" && !isKeyConfirmed) return "noted";
  const isNoted = reason === "status_withdrawn" || reason === "status_superseded" || reason === "status_expired";
  return isNoted ? "noted" : outcome;
}

function How({ check, number, sha256 }: { check: Check; number: string; sha256: string }) {
  const { verify } = useMessages();
  const { checks } = verify.page;
  const { facts } = check;
  const evidence: [string, string | undefined][] = [
    [checks.yourFile, check.id === "file" ? sha256 : undefined],
    [checks.registeredFor(number), facts.registered],
    [checks.keyName, facts.keyId && `${facts.did}#${facts.keyId}`],
    [checks.logPlace, facts.entry && `${facts.origin} · ${facts.entry} / ${facts.size}`],
    [checks.sealCertificate, facts.fingerprint],
  ];
  return (
    <>
      {evidence.map(
        ([label, value]) =>
          value && (
            <p key={label} className="mb-2">
              <span className="block font-semibold">{label}</span>
              <code>{value}</code>
            </p>
          ),
      )}
      <p>{verify.how[check.id]}</p>
    </>
  );
}

function useStated(facts: ReportFacts): Fact[] {
  const { verify } = useMessages();
  const { statement, totals, listSeparator } = verify.page;
  const locale = useLocale();
  const tonnes = (kg: string) => (
    <span className="tabular-nums">
      {formatTonnes(kg, { locale, digits: 2 })} t CO<sub>2</sub>e
    </span>
  );
  const { legalId } = facts.organization;
  return [
    { label: statement.number, value: facts.number },
    { label: statement.organization, value: <BothNames name={facts.organization.name} isStrong /> },
    {
      label: statement.registeredAs,
      value: <RegisteredAs number={legalId} form={legalId === null ? null : kindByCheckDigit(legalId)} />,
    },
    {
      label: statement.period,
      value: `${formatDay(facts.period.start, locale)} – ${formatDay(facts.period.end, locale)}`,
    },
    { label: statement.standards, value: facts.standards.map(nameStandard).join(listSeparator) },
    { label: totals.location, value: tonnes(facts.totals.locationBasedCo2eKg) },
    { label: totals.market, value: tonnes(facts.totals.marketBasedCo2eKg) },
    { label: statement.issuer, value: <ClaimedName name={{ en: facts.issuer.name }} /> },
    {
      label: statement.issued,
      value: `${formatDay(facts.issuedAt, locale)} · ${statement.version(`${facts.version}`)}`,
    },
  ];
}
