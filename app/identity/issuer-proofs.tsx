import { WholeDays } from "#app/day/whole-days.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { type IssuerProofs, isProved } from "./issuer-proof.ts";
import { sayDomain, sayRegistration } from "./say-proofs.ts";

interface IssuerProofsProps {
  proofs: IssuerProofs;
  host: string;
}

/** The proofs next to the name of an issuer: each with method and day, or that there is none. */
export function IssuerProofList({ proofs, host }: IssuerProofsProps) {
  const messages = useMessages();
  const locale = useLocale();
  const t = messages.issuerProof;
  const { domains, registrations } = proofs;
  if (domains.length === 0 && registrations.length === 0) return <span className="text-muted">{t.none}</span>;
  return (
    <>
      <ul className="space-y-1">
        {domains.map((one) => (
          <li key={one.domain} className={one.endedAt ? "text-warning-ink" : ""}>
            <WholeDays>{sayDomain(t, locale, one)}</WholeDays>
          </li>
        ))}
        {registrations.map((one) => (
          <li key={one.name}>
            <WholeDays>{sayRegistration(t, locale, host, one)}</WholeDays>
            <span className="block text-12 text-muted">{t.registeredAs(one.name, one.number, one.register)}</span>
          </li>
        ))}
      </ul>
      <span className="block text-12 text-muted">{isProved(proofs) ? t.nameIsClaim : t.none}</span>
    </>
  );
}
