import { Form } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { CopyText } from "./copy-text.tsx";
import { didDocumentOf, recordNameOf, recordValueOf, WELL_KNOWN_PATH } from "./domain-name.ts";
import { DOMAIN } from "./domain-state.ts";
import type { DomainView } from "./domains-page.tsx";

interface DomainSectionProps extends DomainView {
  identityId: string;
  mayManage: boolean;
}

/** A domain with its state, the records that prove it, and its checks. */
export function DomainSection(props: DomainSectionProps) {
  const { identity: t } = useMessages();
  const { domain, state, isChecking, failure, mayManage } = props;
  return (
    <Section
      title={<span className="wrap-anywhere">{domain}</span>}
      aside={<Chip tone={DOMAIN.tones[state]}>{t.state[state]}</Chip>}
    >
      <p className="mt-3 text-14">
        <Explanation {...props} />
      </p>
      {isChecking && (
        <div role="status" className="mt-3 text-14 text-muted">
          {t.checking}
          <noscript> {t.reload}</noscript>
        </div>
      )}
      {!isChecking && failure && (
        <p role="status" className="mt-3 text-14 text-bad">
          {t.checkFailed}
        </p>
      )}
      {mayManage && <Acts {...props} />}
      <Records {...props} />
      <Checks {...props} />
    </Section>
  );
}

function Explanation({ state, confirmedAt, failedAt, endedAt }: DomainSectionProps) {
  const { identity } = useMessages();
  const t = identity.explain;
  const clock = useClock();
  if (state === "unchecked" || state === "unproved" || !confirmedAt)
    return t[state === "unchecked" ? state : "unproved"];
  const confirmed = clock.day(confirmedAt);
  if (state === "proved") return <WholeDays>{t.proved(confirmed)}</WholeDays>;
  if (state === "failing") return <WholeDays>{t.failing(confirmed, clock.day(failedAt!))}</WholeDays>;
  return <WholeDays>{t.lapsed(confirmed, clock.day(endedAt!))}</WholeDays>;
}

function Acts({ id, domain, isChecking }: DomainSectionProps) {
  const { identity: t } = useMessages();
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2">
      <Form method="post" preventScrollReset>
        <input type="hidden" name="claimId" value={id} />
        <Button name="intent" value="check" aria-label={t.checkOf(domain)} disabled={isChecking}>
          {t.check}
        </Button>
      </Form>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="remove" />
        <input type="hidden" name="claimId" value={id} />
        <ConfirmAction label={t.remove} lost={domain} isAtStart />
      </Form>
    </div>
  );
}

/** Open until the domain is proved. */
function Records({ domain, identityId, state }: DomainSectionProps) {
  const { identity: t } = useMessages();
  return (
    <details className="mt-5" open={state !== "proved"}>
      <summary className="text-link text-14">{t.howTitle}</summary>
      <div className="mt-4 space-y-6">
        <div>
          <h3 className="text-14 font-semibold">{t.dnsTitle}</h3>
          <p className="mt-1 text-14 text-muted">{t.dnsAbout}</p>
          <dl className="mt-3 space-y-3">
            <CopyText label={t.type} text="TXT" isPlain />
            <CopyText label={t.name} text={recordNameOf(domain)} />
            <CopyText label={t.value} text={recordValueOf(identityId)} />
          </dl>
        </div>
        <div>
          <h3 className="text-14 font-semibold">{t.webTitle}</h3>
          <p className="mt-1 text-14 wrap-anywhere text-muted">{t.webAbout(`https://${domain}${WELL_KNOWN_PATH}`)}</p>
          <dl className="mt-3">
            <CopyText label={t.file} text={didDocumentOf(domain, identityId)} />
          </dl>
        </div>
        <p className="text-14 text-muted">{t.keep}</p>
      </div>
    </details>
  );
}

function Checks({ checks, checkCount }: DomainSectionProps) {
  const { identity: t } = useMessages();
  const clock = useClock();
  const locale = useLocale();
  if (checks.length === 0) return null;
  const isCut = checkCount > checks.length;
  return (
    <details className="mt-4">
      <summary className="text-link text-14">
        {isCut ? t.historyNewest(formatDecimal(`${checks.length}`, { locale })) : t.historyTitle}
      </summary>
      <ol className="mt-3 divide-y divide-line text-14">
        {checks.map(({ at, dns, web }) => (
          <li key={at} className="grid gap-x-4 gap-y-1 py-2 md:grid-cols-[12rem_minmax(0,1fr)]">
            <WholeDays>{clock.instant(at)}</WholeDays>
            <ul className="min-w-0">
              <li>
                <span className="text-muted">{t.dns}: </span>
                {t.dnsResult[dns]}
              </li>
              <li>
                <span className="text-muted">{t.web}: </span>
                {t.webResult[web]}
              </li>
            </ul>
          </li>
        ))}
      </ol>
    </details>
  );
}
