import type { ReactNode } from "react";
import { formatDecimal } from "#app/carbon/format.ts";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { CONTENT_TAG, OTHER_LANGUAGE } from "#app/encoding/language.ts";
import { quoteName } from "#app/encoding/text/quote-name.ts";
import { contentLanguageFor, localName } from "#app/i18n/locale.ts";
import { type IssuerProofs, isNameChecked, NO_PROOFS } from "#app/identity/issuer-proof.ts";
import { IssuerProofList } from "#app/identity/issuer-proofs.tsx";
import { type Fact, FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { NoticedName } from "#app/kit/noticed-name.tsx";
import { Section } from "#app/kit/section.tsx";
import type { CheckedForm } from "#app/organization/registration-number.ts";
import { hasExpired, lastDayOfValidity } from "#app/proof/report-life.ts";
import type { Check } from "#app/proof/verdict.ts";
import { nameLanguages } from "#app/report/name-languages.ts";
import { nameStandard } from "#app/verify/standard-name.ts";
import type { ReportView } from "./report-view.ts";
import { type SealedBy, sealedBy } from "./sealed-by.ts";

interface StatementFactsProps {
  view: ReportView;
  checks: readonly Check[];
}

/** Organization, period and rules of the report, as printed. */
export function StatementFacts({ view, checks }: StatementFactsProps) {
  const { verify } = useMessages();
  return (
    <Section title={verify.page.statement.title}>
      <FactList facts={useFacts(view, sealedBy(checks, view.issuer))} />
    </Section>
  );
}

/** Tonnes per unit of what the organization chose, as printed. */
function useIntensity({ intensity }: ReportView): Fact[] {
  const { statement } = useMessages().verify.page;
  const locale = useLocale();
  if (intensity === null) return [];
  const per = localName(intensity.per, locale);
  const [location, market] = [intensity.locationBased, intensity.marketBased].map((one) =>
    formatDecimal(one, { locale }),
  );
  const value = (
    <>
      <span className="block">{statement.intensityLocation(location!, per)}</span>
      <span className="block">{statement.intensityMarket(market!, per)}</span>
    </>
  );
  return [{ label: statement.intensity, value }];
}

function Organization({ view }: { view: ReportView }) {
  const { verify } = useMessages();
  return (
    <>
      <BothNames name={view.organization} isStrong />
      {view.listedIssuer && (
        <a className="block text-link" href={`/issuers/${view.listedIssuer}`}>
          {verify.page.statement.listed}
        </a>
      )}
    </>
  );
}

function useFacts(view: ReportView, seal: SealedBy | null): Fact[] {
  const { verify, carbon, issuerProof } = useMessages();
  const locale = useLocale();
  const { statement, listSeparator } = verify.page;
  const approaches: Record<string, string> = carbon.consolidationApproach;
  const approach = approaches[view.consolidationApproach] ?? view.consolidationApproach;
  const facilities = view.facilities.map((name) => localName(name, locale)).join(listSeparator);
  const facts: Fact[] = [
    { label: statement.organization, value: <Organization view={view} /> },
    { label: statement.registeredAs, value: <RegisteredAs number={view.legalId} form={view.legalIdForm} /> },
    {
      label: statement.period,
      value: `${formatDay(view.period.start, locale)} – ${formatDay(view.period.end, locale)}`,
    },
    ...useIntensity(view),
    { label: statement.standards, value: view.standards.map(nameStandard).join(listSeparator) },
    {
      label: statement.boundary,
      value: (
        <>
          {approach} {facilities && <Muted>· {facilities}</Muted>}
        </>
      ),
    },
    {
      label: statement.gwp,
      value: (
        <>
          {statement.gwpValue(view.gwpSet)} <Muted>· {statement.gwpNote}</Muted>
        </>
      ),
    },
    { label: statement.issuer, value: <ClaimedName name={view.issuer} proofs={view.issuerProofs} /> },
    { label: issuerProof.label, value: <IssuerProofList proofs={view.issuerProofs} host={view.host} /> },
    ...useNameReview(view),
    ...(seal ? [{ label: issuerProof.seal.label, value: <Seal seal={seal} /> }] : []),
    {
      label: statement.issued,
      value: (
        <>
          <WholeDays>{formatDay(view.issuedAt, locale)}</WholeDays>{" "}
          <Muted>
            · {statement.version(`${view.version}`)} ·{" "}
            {nameLanguages(
              { languages: statement.languageName, separator: listSeparator },
              view.editions.map(({ language }) => language),
            )}
          </Muted>
        </>
      ),
    },
  ];
  const expiresAt = view.verification.facts?.expiresAt;
  if (expiresAt) {
    const day = formatDay(lastDayOfValidity(expiresAt), locale);
    const isOver = hasExpired(expiresAt, view.checkedAt);
    facts.push({ label: verify.trust.expiry.label, value: isOver ? verify.trust.expiry.ended(day) : day });
  }
  if (view.supersedes) {
    const link = (
      <a href={`/verify/${view.supersedes}`} className="text-link">
        {view.supersedes}
      </a>
    );
    facts.push({ label: statement.replaces, value: link });
  }
  return facts;
}

/** Names that the operator allowed although they resemble others, as the signed record states. */
function useNameReview({ verification }: ReportView): Fact[] {
  const { review: t } = useMessages().issuerProof;
  const locale = useLocale();
  const proofs = verification.facts?.issuer.stated?.proofs ?? [];
  const reviews = proofs.filter(({ kind }) => kind === "name_review");
  if (reviews.length === 0) return [];
  const value = (
    <>
      {reviews.map(({ value, checkedOn, checkedBy }) => (
        <WholeDays key={value}>{t.released(quoteName(value), formatDay(checkedOn, locale), checkedBy)}</WholeDays>
      ))}
      <span className="block text-12 text-muted">{t.note}</span>
    </>
  );
  return [{ label: t.label, value }];
}

/** The name in the seal of the reader's file, and what is not checked of it. */
function Seal({ seal: { organization, authority, isIssuer } }: { seal: SealedBy }) {
  const { seal: t } = useMessages().issuerProof;
  return (
    <>
      {t.names(quoteName(organization), quoteName(authority))}
      <span className={`block text-12 ${isIssuer ? "text-muted" : "text-warning-ink"}`}>
        {isIssuer ? t.isIssuer : t.isOther}
      </span>
      <span className="block text-12 text-muted">{t.trust}</span>
    </>
  );
}

/** The organization's registration number, and what is known about it: its form, never the register. */
export function RegisteredAs({ number, form }: { number: string | null; form: CheckedForm | null }) {
  const { statement } = useMessages().verify.page;
  if (!number) return <Muted>{statement.noLegalId}</Muted>;
  return (
    <>
      {number} <Muted>· {form ? statement.numberForm[form] : statement.numberStated}</Muted>
    </>
  );
}

/** A name in both languages, the reader's first. */
export function BothNames({ name, isStrong }: { name: ReportView["organization"]; isStrong?: boolean }) {
  const first = contentLanguageFor(useLocale());
  const order = [first, OTHER_LANGUAGE[first]];
  const present = order.filter((language) => name[language]);
  return (
    <>
      {present.map((language, index) => (
        <span
          key={language}
          lang={CONTENT_TAG[language]}
          className={`block ${isStrong && index === 0 ? "font-semibold" : ""}`}
        >
          <NoticedName name={name[language] ?? ""} />
        </span>
      ))}
    </>
  );
}

/** An issuer may use any name. Without a check of each name by the operator, nothing shows that it is theirs. */
export function ClaimedName({ name, proofs = NO_PROOFS }: { name: ReportView["issuer"]; proofs?: IssuerProofs }) {
  const { statement } = useMessages().verify.page;
  return (
    <>
      <BothNames name={name} />
      {!isNameChecked(name, proofs) && <span className="block text-12 text-muted">{statement.nameNotChecked}</span>}
    </>
  );
}

function Muted({ children }: { children: ReactNode }) {
  return <span className="text-muted">{children}</span>;
}
