import { Form, Link } from "@remix-run/react";
import { useState } from "react";
import type { Period } from "#app/carbon/document/inventory-document.ts";
import type { ContentLanguage } from "#app/encoding/language.ts";
import { REPORT_LOCALES, type ReportLocale } from "#app/encoding/report-locale.ts";
import { contentLanguageFor } from "#app/i18n/locale.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { ConfirmAction } from "#app/kit/confirm-action.tsx";
import { TextField } from "#app/kit/field.tsx";
import { FieldFault } from "#app/kit/field-frame.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Section } from "#app/kit/section.tsx";
import { SentenceGap } from "#app/kit/sentence-gap.tsx";
import { mayIssueIn } from "./disclosure/statements.ts";
import { type CarriedStatement, IssuePreview, type PublicPreview } from "./issue-preview.tsx";
import { nameLanguages } from "./name-languages.ts";
import { WithholdField } from "./withhold-field.tsx";

interface Blocker {
  code: string;
  facts: Record<string, string>;
}

interface IssueSectionProps {
  base: string;
  /** The page that issues, where this is another. */
  action?: string;
  /** Page of the orders; null for users without permission to see them. */
  orders: string | null;
  mayIssue: boolean;
  /** Where two people are needed for a report: whether this person may propose it. */
  mayPropose: boolean;
  draft: {
    runId: string;
    inventoryId: string;
    period: Period;
    /** Whether its checklist was judged. */
    isJudged: boolean;
    /** Whether it can be drawn as a report. */
    hasDraft: boolean;
    blockers: Blocker[];
    /** In which its texts are stated. */
    languages: ContentLanguage[];
    /** Its report that is in force. */
    current: { number: string; locales: ReportLocale[] } | null;
    /** Proposed by the organization's rule, `YYYY-MM-DD`. */
    validUntil: string | null;
    /** How many sources are marked as confidential. */
    confidential: number;
    /** kg CO2e. */
    co2eKg: string | null;
    co2eKgMarketBased: string | null;
    preview: PublicPreview;
    statements: CarriedStatement[];
  };
  errors: Record<string, string>;
  typed: Record<string, string>;
}

/** What prevents issue, what the responsible person states, and the action of issuing. */
export function IssueSection({ base, action, orders, mayIssue, mayPropose, draft, errors, typed }: IssueSectionProps) {
  const { reportPage: t, reportLife, release } = useMessages();
  const { validity } = reportLife;
  const locale = contentLanguageFor(useLocale());
  const { blockers, current } = draft;
  const issued = current?.locales ?? [];
  // Only the checklist shows this section with the action of another page.
  const checklist = action ? null : `${base}/reports/checklist?run=${draft.runId}`;
  const offered = REPORT_LOCALES.filter((one) => mayIssueIn(draft.languages, one));
  const first = offered.find((one) => one === locale) ?? offered[0];
  const isWhole = offered.every((one) => issued.includes(one));
  const off = blockers.length > 0 ? t.issueOff : mayIssue || mayPropose ? undefined : t.mayNotIssue;
  const act = mayPropose ? release.propose : t.issue;
  const isTyped = typed.run === draft.runId;
  const [chosen, setChosen] = useState(() =>
    offered.filter((one) => (isTyped ? typed[one] === "on" : one === locale || issued.includes(one))),
  );
  return (
    <div className="mt-12 space-y-8">
      <Section title={t.prepare(`${draft.period.start} – ${draft.period.end}`)}>
        {current && !isWhole && (
          <p className="mt-3 text-14 text-muted">{t.issuedIn(current.number, nameLanguages(t, issued))}</p>
        )}
        {isWhole ? (
          <p className="mt-3 text-14 text-muted">{t.issuedInBoth}</p>
        ) : (
          <Obstacles base={base} checklist={checklist} orders={orders} blockers={blockers} draft={draft} />
        )}
      </Section>
      {!isWhole && (
        <Form method="post" {...(action && { action })} className="space-y-5">
          <input type="hidden" name="run" value={draft.runId} />
          <p className="max-w-160 text-14 text-muted">{t.prepareAbout}</p>
          <Languages
            offered={offered}
            checklist={checklist}
            chosen={chosen}
            onChoose={setChosen}
            error={errors.locales}
          />
          <div className="max-w-100">
            <TextField
              label={validity.label}
              name="validUntil"
              type="date"
              required={false}
              hint={validity.hint}
              defaultValue={typed.validUntil ?? draft.validUntil ?? ""}
              {...(errors.validUntil ? { error: validity.errors.validityDay } : {})}
            />
          </div>
          <WithholdField base={base} runId={draft.runId} sources={draft.confidential} chosen={typed.withhold} />
          <div className="border-t border-line pt-5">
            {off ? (
              <Button offReason={off}>{act}</Button>
            ) : (
              <ConfirmAction label={act} lost="" question={t.confirm.question} isHarmless isWide>
                <IssuePreview draft={draft} chosen={chosen} />
              </ConfirmAction>
            )}
          </div>
          <div className="flex flex-wrap items-center gap-3">
            {draft.hasDraft && (
              <ButtonLink
                variant="secondary"
                icon="file"
                reloadDocument
                to={`${base}/reports/draft.pdf?run=${draft.runId}&locale=${first}`}
              >
                {t.preview}
              </ButtonLink>
            )}
            {draft.hasDraft &&
              offered
                .filter((one) => one !== first)
                .map((one) => (
                  <Link
                    key={one}
                    className="text-14 text-link"
                    reloadDocument
                    to={`${base}/reports/draft.pdf?run=${draft.runId}&locale=${one}`}
                  >
                    {t.previewIn(t.languages[one])}
                  </Link>
                ))}
          </div>
        </Form>
      )}
    </div>
  );
}

interface LanguagesProps {
  offered: readonly ReportLocale[];
  /** Where the languages of the texts are chosen. Null on that page. */
  checklist: string | null;
  chosen: readonly ReportLocale[];
  onChoose: (chosen: ReportLocale[]) => void;
  error: string | undefined;
}

/** The editions, issued together under one number. */
function Languages({ offered, checklist, chosen, onChoose, error }: LanguagesProps) {
  const { reportPage: t } = useMessages();
  return (
    <fieldset id="locales" aria-describedby={error ? "locales-error" : undefined}>
      <legend className="mb-1 text-12 font-medium text-muted">{t.issueIn}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {offered.map((one) => (
          <label key={one} className="flex items-center gap-2 text-14 touch:min-h-11">
            <input
              type="checkbox"
              name={one}
              defaultChecked={chosen.includes(one)}
              onChange={({ target }) =>
                onChoose(offered.filter((other) => (other === one ? target.checked : chosen.includes(other))))
              }
              className="size-4 accent-accent touch:size-6"
            />
            {t.languages[one]}
          </label>
        ))}
      </div>
      {offered.length < REPORT_LOCALES.length && (
        <p className="text-12 text-muted">
          {t.languagesOfTexts}
          {checklist && (
            <>
              <SentenceGap />
              <Link className="text-link" to={checklist}>
                {t.openChecklist}
              </Link>
            </>
          )}
        </p>
      )}
      {error && (
        <FieldFault id="locales-error">
          {error === "language_missing" ? t.languageMissing : t.languagesOfTexts}
        </FieldFault>
      )}
    </fieldset>
  );
}

function Obstacles({
  base,
  checklist,
  orders,
  blockers,
  draft,
}: {
  base: string;
  /** Null on the checklist itself. */
  checklist: string | null;
  orders: string | null;
  blockers: Blocker[];
  draft: IssueSectionProps["draft"];
}) {
  const { reportPage: t, disclosure } = useMessages();
  const missing = blockers.filter(({ code }) => code === "disclosure_missing");
  const items = new Set(missing.map(({ facts }) => facts.item)).size;
  const others = blockers.filter(({ code }) => code !== "disclosure_missing");
  if (blockers.length === 0) {
    return (
      <p className="mt-3 flex flex-wrap items-center gap-x-2 gap-y-1 text-14 text-good">
        <Icon name="check" />
        {t.ready}
        {checklist && (
          <Link className="text-link" to={checklist}>
            {t.openChecklist}
          </Link>
        )}
      </p>
    );
  }
  return (
    <>
      <h3 className="mt-4 text-14 font-semibold">{t.checklist}</h3>
      <ul className="mt-1 divide-y divide-line text-14">
        {draft.isJudged && (
          <Obstacle
            isDone={items === 0}
            text={items === 0 ? disclosure.page.ready : t.itemsMissing(items)}
            to={checklist}
            open={t.openChecklist}
          />
        )}
        {others.map(({ code, facts }) => {
          const say = t.blockers[code as keyof typeof t.blockers] as (f: Record<string, string>) => string;
          if (code === "order_unpaid" || code === "order_hold") {
            const to = orders && facts.orderId ? `${orders}/${facts.orderId}` : null;
            return <Obstacle key={`${code} ${facts.order}`} text={say(facts)} to={to} open={t.openOrder} />;
          }
          const inventory = `${base}/inventories/${draft.inventoryId}`;
          const key = code === "unprintable" ? `${code} ${facts.text} ${facts.codePoint}` : code;
          const to = code === "unprintable" ? null : inventory;
          return <Obstacle key={key} text={say(facts)} to={to} open={t.openInventory} />;
        })}
      </ul>
    </>
  );
}

function Obstacle({ isDone, text, to, open }: { isDone?: boolean; text: string; to: string | null; open: string }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
      <span className={`flex items-center gap-2 ${isDone ? "text-good" : ""}`}>
        <Icon name={isDone ? "check" : "cross"} />
        {text}
      </span>
      {to && (
        <Link className="text-link" to={to}>
          {open}
        </Link>
      )}
    </li>
  );
}
