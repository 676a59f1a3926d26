import type { ReactNode } from "react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { quoteName } from "#app/encoding/text/quote-name.ts";
import { sayVerifier } from "#app/identity/say-verifier.ts";
import { type Fact, FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Section } from "#app/kit/section.tsx";
import type { CheckedAssurance } from "#app/proof/check-assurance.ts";
import { isSealed } from "#app/proof/credential.ts";
import type { Verification } from "#app/proof/verify-report.ts";
import { AccreditationOf } from "./report-assurance.tsx";
import type { ReportView } from "./report-view.ts";
import { ClaimedName } from "./statement-facts.tsx";

/**
 * Issuer, verifier with accreditation, and operator of this page. Accreditations link to the external register, because this
 * page can't prove them.
 */
export function AuthorityChain({ view, verification }: { view: ReportView; verification: Verification }) {
  const { authority } = useMessages().verify.trust;
  const { facts } = verification;
  const chain: Fact[] = [
    { label: authority.issuer, value: <ClaimedName name={view.issuer} proofs={view.issuerProofs} /> },
    ...useIssuerKey(verification),
    ...(facts ? [{ label: authority.did, value: <Code>{facts.issuer.did}</Code> }] : []),
    ...(facts ? [{ label: authority.seal, value: isSealed(facts.hashes) ? authority.sealYes : authority.sealNo }] : []),
    ...useVerifiers(verification.assurance),
    { label: authority.operator, value: authority.operatorText(view.host) },
  ];
  return (
    <Section title={authority.title}>
      <FactList facts={chain} />
    </Section>
  );
}

/** Whose key signed, and what that shows: the installation holds the key for the issuer. */
function useIssuerKey({ checks }: Verification): Fact[] {
  const { authority } = useMessages().verify.trust;
  const locale = useLocale();
  const signature = checks.find(({ id }) => id === "signature");
  if (signature?.outcome !== "passed") return [];
  const { issuer = "", keySince = "", keyHost = "", keyEntry = "", keyId = "" } = signature.facts;
  return [
    {
      label: authority.key,
      value: (
        <>
          <WholeDays>{authority.keyOf(quoteName(issuer), formatDay(keySince, locale), keyHost, keyEntry)}</WholeDays>
          <span className="block">
            <Code>{keyId}</Code>
          </span>
          <span className="block text-12 text-muted">{authority.keyHeld(keyHost)}</span>
        </>
      ),
    },
  ];
}

function useVerifiers(statements: CheckedAssurance[]): Fact[] {
  const { verify, issuerProof } = useMessages();
  const { authority } = verify.trust;
  const { assurance } = verify.page;
  if (statements.some((one) => one.holds && one.effect === "against"))
    return [{ label: authority.verifier, value: assurance.effect.against }];
  if (statements.some((one) => one.holds && one.effect === "disowned"))
    return [{ label: authority.verifier, value: assurance.effect.disowned }];
  // Agreed-upon procedures verify nothing.
  const standing = statements.flatMap((one) => (one.holds && one.effect === "assures" ? [one.record] : []));
  if (standing.length === 0) return [{ label: authority.verifier, value: authority.none }];
  return standing.flatMap((record) => [
    { label: authority.verifier, value: sayVerifier(issuerProof, record.verifier) },
    {
      label: authority.accreditation,
      value: (
        <>
          <AccreditationOf record={record} />
          <ExternalLink address={record.verifier.registerUrl} />
          <span className="block text-12 text-muted">{authority.register}</span>
        </>
      ),
    },
  ]);
}

/** An external link. Addresses without https are shown as text. */
function ExternalLink({ address }: { address: string }) {
  const { authority } = useMessages().verify.trust;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== "https:") return <Code>{address}</Code>;
  return (
    <a
      href={address}
      rel="noopener noreferrer nofollow"
      className="text-link inline-flex items-center gap-1 wrap-anywhere touch:min-h-11"
    >
      {authority.external(url.host)}
      <Icon name="external" size={12} />
    </a>
  );
}

function Code({ children }: { children: ReactNode }) {
  return <code className="font-mono text-12 break-all">{children}</code>;
}
