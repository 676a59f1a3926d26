import { formatDay } from "#app/day/format-day.ts";
import { sayVerifier } from "#app/identity/say-verifier.ts";
import { FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { NoticedName } from "#app/kit/noticed-name.tsx";
import { Section } from "#app/kit/section.tsx";
import type { AssuranceRecord } from "#app/proof/assurance-credential.ts";
import type { AssuranceDisowning, CheckedAssurance, ReportedRecord } from "#app/proof/check-assurance.ts";

interface ReportAssuranceProps {
  /** Checked statements of third parties, oldest first. */
  statements: CheckedAssurance[];
  number: string;
  /** Hashes of public documents. */
  publicDocuments: string[];
}

/** Statements of third parties in full. Their answer to "is it verified?" is at the top of the page. */
export function ReportAssurance({ statements, number, publicDocuments }: ReportAssuranceProps) {
  const { verify } = useMessages();
  const { assurance: t } = verify.page;
  if (statements.length === 0) return null;
  return (
    <Section title={t.title} id="assurance">
      {confirmedFirst(statements).map((one) =>
        one.holds ? (
          <StatementOnRecord
            key={one.record.salt}
            statement={one}
            documentHref={
              publicDocuments.includes(one.record.document.sha256)
                ? `/verify/${one.record.report.number ?? number}/assurance/${one.record.document.sha256}`
                : null
            }
            isOfThisNumber={one.record.report.number === number}
          />
        ) : (
          <p key={one.fault} className="mt-3 rounded-6 bg-bad-tint px-4 py-3 text-14 text-bad-ink">
            {t.fails}
          </p>
        ),
      )}
      <p className="mt-2 text-12 text-muted">
        {t.note}{" "}
        <a href="/verifiers" className="text-link">
          {verify.trust.verifiers}
        </a>
      </p>
    </Section>
  );
}

function confirmedFirst(statements: CheckedAssurance[]): CheckedAssurance[] {
  const rank = (one: CheckedAssurance) =>
    one.holds && (one.effect === "assures" || one.effect === "procedures") ? 0 : 1;
  return statements.toSorted((a, b) => rank(a) - rank(b));
}

type Held = Extract<CheckedAssurance, { holds: true }>;

interface StatementProps {
  statement: Held;
  documentHref: string | null;
  isOfThisNumber: boolean;
}

/** One statement in the third party's words, with a link to the register of its accreditation body. */
export function StatementOnRecord({ statement, documentHref, isOfThisNumber }: StatementProps) {
  const { assurance: t } = useMessages().verify.page;
  const locale = useLocale();
  const { record, effect, isLogged, recordedAt, withdrawal, reported, disowned } = statement;
  const { verifier, opinion, engagement } = record;
  const ended = withdrawal && {
    day: formatDay(withdrawal.at, locale),
    kind: t.withdrawal[withdrawal.kind as keyof typeof t.withdrawal] ?? withdrawal.kind,
    reason: withdrawal.reason,
  };
  const facts = [
    { label: t.field.verifier, value: <NoticedName name={verifier.name} /> },
    { label: t.identity.label, value: useIdentity(record) },
    { label: t.field.accreditation, value: <AccreditationOf record={record} /> },
    { label: t.field.register, value: <RegisterLink address={verifier.registerUrl} /> },
    { label: t.field.level, value: t.level[engagement.level] },
    { label: t.field.opinion, value: t.opinion[opinion.kind] },
    { label: t.field.date, value: formatDay(record.date, locale) },
    ...(isOfThisNumber ? [] : [{ label: t.field.report, value: record.report.number ?? t.field.noReport }]),
    { label: t.field.document, value: <Document record={record} href={documentHref} /> },
    { label: t.field.recorded, value: t.enteredBy[record.enteredBy](formatDay(recordedAt, locale)) },
    ...(disowned ? [{ label: t.field.disowned, value: <Disowned name={verifier.name} disowned={disowned} /> }] : []),
    ...(reported ? [{ label: t.field.reported, value: <Reported {...reported} /> }] : []),
    ...(ended ? [{ label: t.field.withdrawn, value: t.withdrawnWhy(ended.day, ended.kind, ended.reason) }] : []),
  ];
  return (
    <div className="mt-5">
      {effect !== "assures" && effect !== "procedures" && (
        <p
          className={`rounded-6 px-4 py-2 text-14 ${effect === "disowned" ? "bg-bad-tint text-bad-ink" : "bg-warning-tint text-warning-ink"}`}
        >
          {t.effect[effect]}
        </p>
      )}
      <figure className="mt-3 border-l-2 border-brass pl-4">
        <figcaption className="text-12 text-muted">{t.theirs[record.enteredBy]}</figcaption>
        <blockquote className="mt-1 text-14 break-words whitespace-pre-line">{opinion.text}</blockquote>
      </figure>
      <div className="mt-3">
        <FactList facts={facts} />
      </div>
      {!isLogged && <p className="mt-2 text-12 text-muted">{t.notLogged}</p>}
      <details className="mt-2">
        <summary className="inline-flex min-h-9 cursor-pointer items-center text-14 text-accent touch:min-h-11">
          {t.more}
        </summary>
        <FactList facts={useAllFacts(record)} />
      </details>
    </div>
  );
}

function useIdentity({ verifier: { identity } }: AssuranceRecord): string {
  const { assurance: t } = useMessages().verify.page;
  const locale = useLocale();
  if (identity === null) return t.identity.none;
  return t.identity[identity.kind](identity.value, formatDay(identity.checkedOn, locale));
}

function useAllFacts({ engagement, parties, report, totals, verifier }: AssuranceRecord) {
  const { assurance: t } = useMessages().verify.page;
  const locale = useLocale();
  const days = [engagement.period.start, engagement.period.end].map((day) => formatDay(day, locale)).join(" – ");
  const market = totals.marketBasedTco2e;
  return [
    { label: t.field.type, value: t.type[engagement.type] },
    { label: t.field.objectives, value: engagement.objectives },
    { label: t.field.criteria, value: engagement.criteria },
    { label: t.field.scope, value: engagement.scope },
    { label: t.field.period, value: days },
    { label: t.field.materiality, value: engagement.materiality || t.field.noMateriality },
    { label: t.field.responsible, value: parties.responsibleParty },
    { label: t.field.intendedUser, value: parties.intendedUser },
    {
      label: t.field.totals,
      value: (
        <>
          <span className="block">{t.located(totals.locationBasedTco2e)}</span>
          {market !== null && <span className="block">{t.marketed(market)}</span>}
        </>
      ),
    },
    { label: t.field.lead, value: <NoticedName name={verifier.leadVerifier} /> },
    { label: t.field.reviewer, value: verifier.independentReviewer },
    { label: t.field.report, value: <span className="break-all">{report.number ?? t.field.noReport}</span> },
    { label: t.field.packageHash, value: <code className="text-12 break-all">{report.packageHash}</code> },
  ];
}

/** Who disowns the statement, by what is proved of them. */
function Disowned({ name, disowned }: { name: string; disowned: AssuranceDisowning }) {
  const { verify, issuerProof } = useMessages();
  const day = formatDay(disowned.at, useLocale());
  return <>{verify.page.assurance.disowned.by(sayVerifier(issuerProof, { name, identity: disowned }), day)}</>;
}

/** The other record of the statement: that of the organization, which the verification body confirmed. */
function Reported({ recordSha256, recordedAt }: ReportedRecord) {
  const { assurance: t } = useMessages().verify.page;
  return (
    <>
      {t.reportedOn(formatDay(recordedAt, useLocale()))}
      <code className="block text-12 break-all">{recordSha256}</code>
    </>
  );
}

/** The accreditation that the body claims, with scope and expiry. The register is the place to compare it. */
export function AccreditationOf({ record: { date, verifier } }: { record: AssuranceRecord }) {
  const { assurance: t } = useMessages().verify.page;
  const locale = useLocale();
  const { accreditationScope: scope, accreditationExpiresOn: day } = verifier;
  const isOver = day !== null && day < date;
  const until = day === null ? t.noExpiry : (isOver ? t.accreditationEnded : t.accreditedUntil)(formatDay(day, locale));
  return (
    <>
      <span className="block">{t.accreditedBy(verifier.accreditationBody, verifier.accreditationNumber)}</span>
      <span className="block">{scope === "" ? t.noScope : t.accreditationScope(scope)}</span>
      <span className={`block ${isOver ? "text-warning-ink" : ""}`}>{until}</span>
      <span className="block text-12 text-muted">{t.accreditationClaim}</span>
    </>
  );
}

/** A link to an external register, marked as external. */
function RegisterLink({ address }: { address: string }) {
  const { assurance: t } = useMessages().verify.page;
  return (
    <a
      className="text-link inline-flex items-center gap-1 wrap-anywhere"
      href={address}
      rel="noopener noreferrer nofollow"
    >
      {t.leaves(new URL(address).host)}
      <Icon name="external" size={12} />
    </a>
  );
}

function Document({ record, href }: { record: AssuranceRecord; href: string | null }) {
  const { assurance: t } = useMessages().verify.page;
  return (
    <>
      <code className="block text-12 break-all">{record.document.sha256}</code>
      {href ? (
        <a className="text-link" href={href} download>
          {t.download}
        </a>
      ) : (
        <span className="text-12 text-muted">{t.documentPrivate}</span>
      )}
    </>
  );
}
