import { Form, Link } from "@remix-run/react";
import { ENGAGEMENT } from "#app/access/engagement-state.ts";
import { formatDay } from "#app/day/format-day.ts";
import type { Sent } from "#app/encoding/sent.ts";
import { SharedFilesNote } from "#app/evidence/shared-files-note.tsx";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip, type ChipTone } from "#app/kit/chip.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import type { AssuranceLevel } from "#app/proof/assurance-credential.ts";
import type { AssuranceEffect } from "#app/proof/check-assurance.ts";
import type { Engagement } from "./engagement.server.ts";

export const EFFECT_TONES: Record<AssuranceEffect, ChipTone> = {
  assures: "good",
  procedures: "accent",
  against: "bad",
  other_version: "warning",
  withdrawn: "neutral",
};

interface AssurancePageProps {
  base: string;
  mayManage: boolean;
  hasReport: boolean;
  done: string | null;
  statements: {
    id: string;
    verifier: string;
    number: string;
    level: AssuranceLevel;
    date: string;
    effect: AssuranceEffect;
  }[];
  engagements: Sent<Engagement>[];
  inventories: { id: string; period: { start: string; end: string } }[];
  days: { startsOn: string; endsOn: string };
  errors: Record<string, string>;
  typed: Record<string, string>;
}

/** What third parties said, and who of them may look. */
export function AssurancePage(props: AssurancePageProps) {
  const { assurance: t } = useMessages();
  const { base, mayManage, hasReport, done, inventories } = props;
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={<span className="block max-w-160">{t.about}</span>}
        actions={
          mayManage &&
          hasReport && (
            <ButtonLink variant="primary" to={`${base}/assurance/statements/new`}>
              {t.statements.add}
            </ButtonLink>
          )
        }
      />
      {done === "invited" && <DoneNote>{t.engagements.invited}</DoneNote>}
      <div className="space-y-12">
        <Section title={t.statements.title}>
          <Statements {...props} />
        </Section>
        <Section title={t.engagements.title}>
          <Engagements {...props} />
          {mayManage && inventories.length > 0 && <Invite {...props} />}
        </Section>
      </div>
    </PageBody>
  );
}

function Statements({ base, statements, hasReport }: AssurancePageProps) {
  const { assurance, verify } = useMessages();
  const t = assurance.statements;
  const locale = useLocale();
  if (statements.length === 0) {
    return <EmptyState level={3} title={t.empty.title} reason={hasReport ? t.empty.reason : t.noReport} />;
  }
  return (
    <Table
      caption={t.title}
      rows={statements}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "verifier",
          head: t.columns.verifier,
          isRowHead: true,
          cell: ({ id, verifier }) => (
            <Link className="text-link break-words" to={`${base}/assurance/statements/${id}`}>
              {verifier}
            </Link>
          ),
        },
        { key: "report", head: t.columns.report, isHiddenOnPhone: true, cell: ({ number }) => number },
        {
          key: "level",
          head: t.columns.level,
          isHiddenOnPhone: true,
          cell: ({ level }) => verify.page.assurance.level[level],
        },
        { key: "date", head: t.columns.date, isHiddenOnPhone: true, cell: ({ date }) => formatDay(date, locale) },
        {
          key: "standing",
          head: t.columns.standing,
          cell: ({ effect }) => <Chip tone={EFFECT_TONES[effect]}>{t.standing[effect]}</Chip>,
        },
      ]}
    />
  );
}

function Engagements({ base, engagements }: AssurancePageProps) {
  const { assurance } = useMessages();
  const t = assurance.engagements;
  const locale = useLocale();
  if (engagements.length === 0) return <EmptyState level={3} title={t.empty.title} reason={t.empty.reason} />;
  return (
    <Table
      caption={t.title}
      rows={engagements}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "body",
          head: t.columns.body,
          isRowHead: true,
          cell: ({ id, bodyName, verifier, email }) => (
            <>
              <Link className="text-link break-words" to={`${base}/assurance/engagements/${id}`}>
                {bodyName}
              </Link>
              <span className="block text-12 font-normal break-all text-muted">{verifier?.name ?? email}</span>
            </>
          ),
        },
        {
          key: "inventory",
          head: t.columns.inventory,
          isHiddenOnPhone: true,
          cell: ({ period }) => period.start.slice(0, 4),
        },
        {
          key: "days",
          head: t.columns.days,
          isHiddenOnPhone: true,
          cell: ({ startsOn, endsOn }) => t.days(formatDay(startsOn, locale), formatDay(endsOn, locale)),
        },
        { key: "findings", head: t.columns.findings, isNumeric: true, cell: ({ findingCount }) => findingCount },
        {
          key: "state",
          head: t.columns.state,
          cell: ({ state }) => <Chip tone={ENGAGEMENT.tones[state]}>{t.state[state]}</Chip>,
        },
      ]}
    />
  );
}

function Invite({ inventories, days, errors, typed }: AssurancePageProps) {
  const { assurance, account } = useMessages();
  const t = assurance.engagements;
  const words = { ...assurance.statement.error, ...account.fault, ...assurance.problem, ...t.error } as Record<
    string,
    string
  >;
  const errorOf = (name: string) => (errors[name] ? (words[errors[name]] ?? errors[name]) : undefined);
  const field = (name: string, value = "") => {
    const error = errorOf(name);
    return { name, defaultValue: typed[name] ?? value, ...(error ? { error } : {}) };
  };
  const listed = listErrors(errors, (code) => words[code]);
  return (
    <details className="mt-6 max-w-160" open={listed.length > 0}>
      <summary className="inline-flex min-h-9 cursor-pointer items-center rounded-6 border border-rule bg-raised px-3.5 text-14 font-medium hover:border-muted touch:min-h-11">
        {t.invite}
      </summary>
      <Form method="post" className="mt-4 space-y-4" noValidate>
        <FormErrors errors={listed} />
        <input type="hidden" name="intent" value="invite" />
        <NameField label={t.body} {...field("bodyName")} />
        <TextField label={t.email} hint={t.emailHint} type="email" autoComplete="off" {...field("email")} />
        <SelectField
          label={t.inventory}
          options={inventories.map(({ id, period }) => ({ value: id, label: `${period.start} – ${period.end}` }))}
          {...field("inventoryId")}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField label={t.startsOn} type="date" hint={t.daysHint} {...field("startsOn", days.startsOn)} />
          <TextField label={t.endsOn} type="date" {...field("endsOn", days.endsOn)} />
        </div>
        <SharedFilesNote />
        <Button>{t.submit}</Button>
      </Form>
    </details>
  );
}
