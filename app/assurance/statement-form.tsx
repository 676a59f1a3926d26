import { Form } from "@remix-run/react";
import { formatTonnes } from "#app/carbon/format.ts";
import { formatDay } from "#app/day/format-day.ts";
import type { Sent } from "#app/encoding/sent.ts";
import type { Messages } from "#app/i18n/index.ts";
import type { ProvedBody } from "#app/identity/proved-body.ts";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { FieldFault } from "#app/kit/field-frame.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { Section } from "#app/kit/section.tsx";
import { UnitText } from "#app/kit/unit-text.tsx";
import type { SubjectChoice } from "./statement-subject.ts";

export interface StatementFormProps {
  subjects: Sent<SubjectChoice>[];
  typed: Record<string, string>;
  /** Message keys by field. */
  errors: Record<string, string>;
  refused: { name: string; code: string; facts: Record<string, string> } | null;
  /** What the verification body has not recorded itself is shown with its document. */
  by: "organization" | "verifier";
  /** The workspaces of the verifier of which something is proved. */
  bodies?: ProvedBody[];
}

/** Fields are in the order of the verifier's document. */
export function StatementForm({ subjects, typed, errors, refused, by, bodies = [] }: StatementFormProps) {
  const { assurance, evidence, verification } = useMessages();
  const t = assurance.statement;
  const faults = t.error as Record<string, string>;
  const refusal = refused
    ? assurance.findings.refused(refused.name, evidence.describeRefusal(refused.code, refused.facts))
    : "";
  const errorOf = (name: string) => {
    if (name === "document" && refusal) return refusal;
    return errors[name] ? (faults[errors[name]] ?? unsupported(errors[name], verification)) : undefined;
  };
  const field: Field = (name) => {
    const error = errorOf(name);
    return { name, defaultValue: typed[name] ?? "", ...(error ? { error } : {}) };
  };
  const idOf = (name: string) => (name === "document" ? "file" : name);
  const fileError = errorOf("document");
  return (
    <Form method="post" encType="multipart/form-data" className="max-w-180 space-y-8" noValidate>
      <FormErrors errors={listErrors(errors, (_, name) => errorOf(name), idOf)} />
      <SubjectPart subjects={subjects} field={field} />
      <EngagementPart field={field} />
      <OpinionPart field={field} />
      <VerifierPart field={field} />
      {by === "verifier" && <IdentityPart bodies={bodies} field={field} />}
      <Section title={t.parts.document}>
        <div className="mt-4 space-y-4">
          <FileField label={t.document} hint={t.documentHint} error={fileError} />
          {by === "organization" ? (
            <p className="text-14 text-muted">{t.documentIsPublic}</p>
          ) : (
            <label className="flex items-start gap-3 text-14">
              <input
                type="checkbox"
                name="isPublic"
                defaultChecked={typed.isPublic === "on"}
                className="mt-[3px] size-4 shrink-0 accent-accent"
              />
              {t.isPublic}
            </label>
          )}
        </div>
      </Section>
      <Button>{t.submit}</Button>
    </Form>
  );
}

/** What prevents an opinion, with the findings after the code. */
function unsupported(error: string, { statement, misstatements }: Messages["verification"]): string {
  const [code, ...findings] = error.split(/[ ,]+/);
  const named = findings.join(misstatements.separator);
  if (code === "material_finding_open") return statement.material_finding_open(named);
  if (code === "misstatements_exceed_materiality") return statement.misstatements_exceed_materiality(named);
  return code === "reviewer_in_team" ? statement.reviewer_in_team : error;
}

type Field = (name: string) => { name: string; defaultValue: string; error?: string };

interface PartProps {
  field: Field;
}

function optionsOf(names: Record<string, string>) {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}

function SubjectPart({ subjects, field }: PartProps & Pick<StatementFormProps, "subjects">) {
  const t = useMessages().assurance.statement;
  const nameOf = useSubjectNames();
  const optionsFor = (isCalculation: boolean) =>
    subjects
      .filter(({ number }) => (number === null) === isCalculation)
      .map((one) => ({ value: one.value, label: nameOf(one) }));
  const groups = [
    { label: t.reports, options: optionsFor(false) },
    { label: t.calculations, options: optionsFor(true) },
  ].filter(({ options }) => options.length > 0);
  const subject = field("subject");
  return (
    <Section title={t.parts.subject}>
      <div className="mt-4 space-y-4">
        <SelectField
          label={t.subject}
          hint={optionsFor(true).length > 0 ? t.subjectHint : ""}
          placeholder={subject.defaultValue === "" ? t.choose : undefined}
          options={groups}
          {...subject}
        />
        <TextField label={t.packageHash} hint={t.packageHint} spellCheck={false} {...field("packageHash")} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={t.location}
            unit={<UnitText text={t.tonnes} />}
            inputMode="decimal"
            {...field("location")}
          />
          <TextField
            label={t.market}
            unit={<UnitText text={t.tonnes} />}
            hint={t.optional}
            inputMode="decimal"
            required={false}
            {...field("market")}
          />
        </div>
      </div>
    </Section>
  );
}

/** Number or time of calculation, period, total and the begin of the hash, so that no one picks another one. */
function useSubjectNames() {
  const { assurance, common } = useMessages();
  const t = assurance.statement;
  const locale = useLocale();
  const clock = useClock();
  return ({ number, at, period, co2eKg, packageHash }: Sent<SubjectChoice>) =>
    [
      number ?? assurance.lines.ofCalculation(clock.instant(at)),
      `${period.start} – ${period.end}`,
      ...(co2eKg === null ? [] : [`${formatTonnes(co2eKg, { locale, digits: 3 })} ${t.tonnes}`]),
      common.labelled("SHA-256", `${packageHash.slice(0, 12)}…`),
    ].join(" · ");
}

function EngagementPart({ field }: PartProps) {
  const { assurance, verify } = useMessages();
  const t = assurance.statement;
  const words = verify.page.assurance;
  return (
    <Section title={t.parts.engagement}>
      <div className="mt-4 space-y-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={words.field.type}
            placeholder={t.choose}
            options={optionsOf(words.type)}
            {...field("type")}
          />
          <SelectField
            label={words.field.level}
            placeholder={t.choose}
            options={optionsOf(words.level)}
            {...field("level")}
          />
          <TextField label={t.periodStart} type="date" {...field("periodStart")} />
          <TextField label={t.periodEnd} type="date" {...field("periodEnd")} />
        </div>
        <TextAreaField label={words.field.objectives} rows={2} {...field("objectives")} />
        <TextAreaField label={words.field.criteria} rows={2} {...field("criteria")} />
        <TextAreaField label={words.field.scope} rows={2} {...field("scope")} />
        <TextField label={words.field.materiality} {...field("materiality")} />
        <div className="grid gap-4 sm:grid-cols-2">
          <NameField label={words.field.responsible} {...field("responsibleParty")} />
          <NameField label={words.field.intendedUser} {...field("intendedUser")} />
        </div>
      </div>
    </Section>
  );
}

function OpinionPart({ field }: PartProps) {
  const { assurance, verify } = useMessages();
  const t = assurance.statement;
  const words = verify.page.assurance;
  return (
    <Section title={t.parts.opinion}>
      <div className="mt-4 space-y-4">
        <SelectField
          label={words.field.opinion}
          placeholder={t.choose}
          options={optionsOf(words.opinion)}
          {...field("opinion")}
        />
        <TextAreaField label={t.opinionText} rows={6} {...field("opinionText")} />
      </div>
    </Section>
  );
}

function VerifierPart({ field }: PartProps) {
  const { assurance, verify } = useMessages();
  const t = assurance.statement;
  const words = verify.page.assurance;
  return (
    <Section title={t.parts.verifier}>
      <div className="mt-4 space-y-4">
        <NameField label={words.field.verifier} {...field("verifierName")} />
        <div className="grid gap-4 sm:grid-cols-2">
          <NameField label={t.accreditationBody} {...field("accreditationBody")} />
          <TextField label={t.accreditationNumber} {...field("accreditationNumber")} />
        </div>
        <TextAreaField
          label={t.accreditationScope}
          hint={t.accreditationHint}
          rows={2}
          required={false}
          {...field("accreditationScope")}
        />
        <TextField
          label={t.accreditationExpiresOn}
          type="date"
          className="sm:max-w-56"
          required={false}
          {...field("accreditationExpiresOn")}
        />
        <TextField label={t.registerUrl} hint={t.registerHint} type="url" {...field("registerUrl")} />
        <div className="grid gap-4 sm:grid-cols-2">
          <NameField label={words.field.lead} {...field("leadVerifier")} />
          <NameField label={words.field.reviewer} {...field("independentReviewer")} />
        </div>
        <TextField label={words.field.date} type="date" className="sm:max-w-56" {...field("date")} />
      </div>
    </Section>
  );
}

/** Without a proved workspace, the statement is recorded as not confirmed. */
function IdentityPart({ bodies, field }: PartProps & { bodies: ProvedBody[] }) {
  const { identity } = useMessages().assurance.statement;
  const locale = useLocale();
  const proofOf = ({ domains, registrations }: ProvedBody) =>
    [
      ...registrations.map((one) => identity.registration(one.number, one.name)),
      ...domains.map((one) => identity.domain(one.domain, formatDay(one.checkedOn, locale))),
    ].join(identity.separator);
  return (
    <Section title={identity.title}>
      <div className="mt-4 space-y-4">
        <p className="max-w-160 text-14 text-muted">{bodies.length > 0 ? identity.about : identity.none}</p>
        {bodies.length > 0 && (
          <SelectField
            label={identity.workspace}
            placeholder={identity.without}
            required={false}
            options={bodies.map((body) => ({ value: body.tenantId, label: `${body.name}: ${proofOf(body)}` }))}
            {...field("workspace")}
          />
        )}
      </div>
    </Section>
  );
}

interface FileFieldProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  id?: string;
  isMultiple?: boolean;
}

/** A file field named `file`, as the receiver expects. */
export function FileField({ label, hint, error, id = "file", isMultiple = false }: FileFieldProps) {
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-12 font-medium text-muted">
        {label}
      </label>
      <input
        id={id}
        type="file"
        name="file"
        multiple={isMultiple}
        accept=".pdf,.png,.jpg,.jpeg,.webp,.xlsx,.csv"
        aria-invalid={error ? true : undefined}
        aria-describedby={described || undefined}
        className="block w-full text-14 file:mr-3 file:min-h-9 file:rounded-6 file:border file:border-rule file:bg-raised file:px-3 file:text-14 touch:file:min-h-11"
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-12 text-muted">
          {hint}
        </p>
      )}
      {error && <FieldFault id={`${id}-error`}>{error}</FieldFault>}
    </div>
  );
}
