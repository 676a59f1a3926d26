import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localName } from "#app/i18n/locale.ts";
import { sayVerifier } from "#app/identity/say-verifier.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Seal } from "#app/kit/seal.tsx";
import { coverTonnes } from "#app/report/cover-tonnes.ts";
import { REPORT_TITLE } from "#app/report/report-title.ts";
import type { ReportView } from "./report-view.ts";

/** The figures on the first page of the issued report, in its layout, for comparison by eye. */
export function CoverCard({ view }: { view: ReportView }) {
  const { verify, issuerProof } = useMessages();
  const { eye } = verify.page;
  const locale = useLocale();
  const { facts, assurance } = view.verification;
  const stated = facts?.assurance;
  const isVerified = stated?.status === "verified";
  // A cover may name agreed-upon procedures, which the signed record doesn't.
  const isPlain = !assurance.some((one) => one.holds && one.effect === "procedures");
  const tonnes = (kg: string) => coverTonnes(kg, view.co2eKg);
  return (
    <figure aria-label={eye.label} className="report-paper border border-line p-1.5 text-center">
      <div className="border border-brass p-0.5">
        <div className="border border-brass/60 px-3 py-5">
          <p className="text-11 text-brass-ink">{localName(view.issuer, locale)}</p>
          <p className="text-11 text-brass-ink">{eye.nameNotChecked}</p>
          <p lang="en" className="mt-2 font-title text-16 font-semibold">
            {REPORT_TITLE.en}
          </p>
          <p lang="zh-Hans" className="font-title text-14 text-accent">
            {REPORT_TITLE.zh}
          </p>
          {stated && (isVerified || isPlain) && (
            <p className="mt-1 font-title text-12">
              {stated.status === "verified"
                ? verify.page.assurance.verified[stated.level](
                    sayVerifier(issuerProof, { name: stated.verifier, identity: stated.identity }),
                  )
                : eye.selfDeclared}
            </p>
          )}
          <p className="mt-3 text-12 font-semibold">
            {[view.organization.zh, view.organization.en].filter(Boolean).map((name) => (
              <span key={name} className="block">
                {name}
              </span>
            ))}
          </p>
          <p className="mt-1 text-11 text-muted">
            <WholeDays>{formatDay(view.period.start, locale)}</WholeDays> –{" "}
            <WholeDays>{formatDay(view.period.end, locale)}</WholeDays>
          </p>
          <p className="mt-3 text-25 font-semibold text-accent tabular-nums">{tonnes(view.co2eKg)}</p>
          <p className="text-11 text-muted">{eye.unit}</p>
          <p className="mt-1 text-11 text-muted">{eye.marketBased(tonnes(view.co2eKgMarketBased))}</p>
          <div className="mt-4 flex items-center justify-between gap-2 border-t border-line pt-3 text-left">
            <div className="min-w-0">
              <p className="text-11 font-semibold break-all" translate="no">
                {view.number}
              </p>
              <p className="text-11 text-muted">
                <WholeDays>{eye.issued(formatDay(view.issuedAt, locale), `${view.version}`)}</WholeDays>
              </p>
            </div>
            {isVerified && <Seal character="碳" className="size-11 shrink-0" />}
          </div>
        </div>
      </div>
    </figure>
  );
}
