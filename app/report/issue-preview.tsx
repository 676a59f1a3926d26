import type { Period } from "#app/carbon/document/inventory-document.ts";
import { formatTonnes } from "#app/carbon/format.ts";
import type { ReportLocale } from "#app/encoding/report-locale.ts";
import { localName } from "#app/i18n/locale.ts";
import { type Fact, FactList } from "#app/kit/fact-list.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { NoticedName } from "#app/kit/noticed-name.tsx";
import { nameLanguages } from "./name-languages.ts";

interface BothNames {
  en?: string | undefined;
  zh?: string | undefined;
}

/** What a report makes public besides its figures and texts. */
export interface PublicPreview {
  organization: BothNames;
  legalId: string;
  issuer: BothNames;
  /** Name, position and contact of the responsible person. */
  responsible: string[];
  facilities: BothNames[];
  /** Where its page will be, without its number. */
  address: string;
  /** Whether it is added to the public list of the organization. */
  isListed: boolean;
}

/**
 * A third party's statement that the report will carry. `opposed`: it confirms, but another one opposes the same data.
 */
export interface CarriedStatement {
  verifier: string;
  kind: "confirmed" | "procedures" | "reported" | "against" | "disowned" | "opposed";
}

interface IssuePreviewProps {
  draft: {
    period: Period;
    confidential: number;
    /** kg CO2e. */
    co2eKg: string | null;
    co2eKgMarketBased: string | null;
    preview: PublicPreview;
    statements: CarriedStatement[];
  };
  chosen: readonly ReportLocale[];
}

/** More names than these are counted. */
const SHOWN_FACILITIES = 8;

/** What becomes public by the issue, in which files, and what of it can't be undone. */
export function IssuePreview({ draft, chosen }: IssuePreviewProps) {
  const { confirm: t } = useMessages().reportPage;
  return (
    <div className="mb-4 space-y-4">
      <div>
        <h3 className="text-14 font-semibold">{t.publicTitle}</h3>
        <FactList facts={usePublic(draft, chosen)} />
        <p className="mt-2">{t.isPublic}</p>
        {draft.confidential > 0 && <p className="mt-2">{t.withheld}</p>}
        {draft.confidential > 0 && draft.statements.length > 0 && <p className="mt-2">{t.statementOfCopy}</p>}
      </div>
      <div>
        <h3 className="text-14 font-semibold">{t.finalTitle}</h3>
        <ul className="mt-1 list-disc space-y-1 pl-5">
          {t.final.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function usePublic(
  { preview, statements, period, co2eKg, co2eKgMarketBased }: IssuePreviewProps["draft"],
  chosen: readonly ReportLocale[],
): Fact[] {
  const { reportPage } = useMessages();
  const { confirm: t, separator } = reportPage;
  const locale = useLocale();
  const tonnes = (kg: string) => formatTonnes(kg, { locale, digits: 2 });
  const both = ({ en, zh }: BothNames) => [...new Set([en, zh])].filter(Boolean).join(" · ");
  const names = preview.facilities.map((one) => localName(one, locale));
  const more = names.length - SHOWN_FACILITIES;
  const shown = names.slice(0, SHOWN_FACILITIES).join(separator);
  return [
    { label: t.organization, value: <NoticedName name={both(preview.organization)} /> },
    { label: t.number, value: preview.legalId || "–" },
    { label: t.issuer, value: <NoticedName name={both(preview.issuer)} /> },
    { label: t.responsible, value: preview.responsible.join(separator) || "–" },
    { label: t.period, value: `${period.start} – ${period.end}` },
    ...(co2eKg && co2eKgMarketBased
      ? [{ label: t.totals, value: t.figures(tonnes(co2eKg), tonnes(co2eKgMarketBased)) }]
      : []),
    {
      label: t.verification,
      value:
        statements.length === 0
          ? t.noStatement
          : statements.map(({ verifier, kind }) => (
              <span
                key={`${kind} ${verifier}`}
                className={kind === "against" || kind === "disowned" ? "block text-bad" : "block"}
              >
                {t.statement[kind](verifier)}
              </span>
            )),
    },
    { label: t.facilities, value: more > 0 ? t.facilitiesMore(shown, more) : shown || "–" },
    {
      label: t.files,
      value: chosen.length > 0 ? t.filesIn(nameLanguages(reportPage, chosen), chosen.length) : t.noFile,
    },
    { label: t.address, value: <span className="break-all">{t.addressOf(preview.address)}</span> },
    { label: t.log, value: t.logEntry },
    ...(preview.isListed ? [{ label: t.list, value: t.listEntry }] : []),
  ];
}
