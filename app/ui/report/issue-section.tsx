import { Form, Link } from "@remix-run/react";
import type { Period } from "#app/carbon/inventory-document.ts";
import { Button, ButtonLink } from "../button.tsx";
import { SelectField, TextAreaField } from "../field.tsx";
import { useLocale, useMessages } from "../i18n-context.tsx";
import { Icon } from "../icon.tsx";
import { Section } from "../section.tsx";

interface Blocker {
  code: string;
  facts: Record<string, string>;
}

interface Statement {
  en?: string | undefined;
  zh?: string | undefined;
}

interface IssueSectionProps {
  base: string;
  mayIssue: boolean;
  draft: {
    runId: string;
    inventoryId: string;
    period: Period;
    hasTotals: boolean;
    blockers: Blocker[];
    issuedLocales: string[];
    statements: { boundary: Statement; significance: Statement };
  };
  errors: Record<string, string>;
  typed: Record<string, string>;
}

/** What stands in the way, what the responsible person states, and the act of issuing. */
export function IssueSection({ base, mayIssue, draft, errors, typed }: IssueSectionProps) {
  const { reportPage: t } = useMessages();
  const locale = useLocale();
  const { blockers, issuedLocales } = draft;
  const languages = (["en", "zh"] as const).filter((one) => !issuedLocales.includes(one));
  const off = blockers.length > 0 ? t.issueOff : mayIssue ? undefined : t.mayNotIssue;
  const first = languages.includes(locale) ? locale : (languages[0] ?? "en");
  return (
    <div className="mt-12 space-y-8">
      <Section title={t.prepare(`${draft.period.start} – ${draft.period.end}`)}>
        {languages.length === 0 ? (
          <p className="mt-3 text-14 text-muted">{t.issuedInBoth}</p>
        ) : (
          <Checklist base={base} blockers={blockers} inventoryId={draft.inventoryId} />
        )}
      </Section>
      {languages.length > 0 && (
        <Form method="post" className="space-y-5">
          <input type="hidden" name="run" value={draft.runId} />
          <p className="max-w-160 text-14 text-muted">{t.prepareAbout}</p>
          <Pair
            name="boundary"
            labels={[t.boundaryEn, t.boundaryZh]}
            given={draft.statements.boundary}
            errors={errors}
            typed={typed}
          />
          <Pair
            name="significance"
            labels={[t.significanceEn, t.significanceZh]}
            given={draft.statements.significance}
            errors={errors}
            typed={typed}
          />
          <fieldset className="space-y-5">
            <legend className="text-14 font-semibold">{t.exclusionsTitle}</legend>
            <p className="max-w-160 text-12 text-muted">{t.exclusionsAbout}</p>
            <Pair name="exclusionWhat" labels={[t.exclusionWhatEn, t.exclusionWhatZh]} errors={errors} typed={typed} />
            <Pair
              name="exclusionReason"
              labels={[t.exclusionReasonEn, t.exclusionReasonZh]}
              errors={errors}
              typed={typed}
            />
            <Pair
              name="exclusionEstimate"
              labels={[t.exclusionEstimateEn, t.exclusionEstimateZh]}
              errors={errors}
              typed={typed}
            />
          </fieldset>
          <div className="max-w-60">
            <SelectField
              label={t.issueIn}
              name="locale"
              defaultValue={typed.locale ?? first}
              options={languages.map((value) => ({ value, label: value === "zh" ? t.chinese : t.english }))}
            />
          </div>
          <div className="flex flex-wrap items-center gap-3 border-t border-line pt-5">
            <Button offReason={off}>{t.issue}</Button>
            {draft.hasTotals && (
              <ButtonLink
                variant="secondary"
                icon="file"
                reloadDocument
                to={`${base}/reports/draft.pdf?run=${draft.runId}&locale=${locale}`}
              >
                {t.preview}
              </ButtonLink>
            )}
          </div>
        </Form>
      )}
    </div>
  );
}

function Checklist({ base, blockers, inventoryId }: { base: string; blockers: Blocker[]; inventoryId: string }) {
  const { reportPage: t } = useMessages();
  if (blockers.length === 0) {
    return (
      <p className="mt-3 flex items-center gap-2 text-14 text-good">
        <Icon name="check" />
        {t.ready}
      </p>
    );
  }
  const details = t.details as Record<string, string>;
  return (
    <>
      <h3 className="mt-4 text-14 font-semibold">{t.checklist}</h3>
      <ul className="mt-1 divide-y divide-line text-14">
        {blockers.map(({ code, facts }) => {
          const say = t.blockers[code as keyof typeof t.blockers] as (
            f: Record<string, string>,
            name: string,
          ) => string;
          const isDetail = code === "detail_missing";
          return (
            <li
              key={`${code} ${facts.field ?? ""}`}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2"
            >
              <span className="flex items-center gap-2">
                <Icon name="cross" />
                {say(facts, details[facts.field ?? ""] ?? "")}
              </span>
              <Link className="text-link" to={isDetail ? `${base}/settings` : `${base}/inventories/${inventoryId}`}>
                {isDetail ? t.openSettings : t.openInventory}
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}

interface PairProps {
  name: string;
  labels: [string, string];
  given?: Statement;
  errors: Record<string, string>;
  typed: Record<string, string>;
}

/** One statement in both languages, side by side. */
function Pair({ name, labels, given, errors, typed }: PairProps) {
  const { reportPage: t } = useMessages();
  const messages = t.errors as Record<string, string>;
  const field = (suffix: "En" | "Zh", label: string, text: string | undefined) => {
    const key = `${name}${suffix}`;
    const error = errors[key];
    return (
      <TextAreaField
        label={label}
        name={key}
        rows={3}
        maxLength={2000}
        defaultValue={typed[key] ?? text ?? ""}
        {...(error ? { error: messages[error] ?? error } : {})}
      />
    );
  };
  return (
    <div className="grid gap-5 md:grid-cols-2">
      {field("En", labels[0], given?.en)}
      {field("Zh", labels[1], given?.zh)}
    </div>
  );
}
