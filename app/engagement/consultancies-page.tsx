import { Form } from "@remix-run/react";
import { SharedFilesNote } from "#app/evidence/shared-files-note.tsx";
import { Button } from "#app/kit/button.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { useFaults } from "./engagement-words.tsx";

interface ConsultanciesPageProps {
  list: ListView;
  mayManage: boolean;
  done: string | null;
  days: { startsOn: string; endsOn: string };
  errors: Record<string, string>;
  typed: Record<string, string>;
}

export function ConsultanciesPage(props: ConsultanciesPageProps) {
  const { engagement: t } = useMessages();
  const { list, mayManage, done } = props;
  return (
    <PageBody>
      <PageHeader
        title={list.title}
        about={<span className="block max-w-160">{list.about}</span>}
        actions={<ListFile list={list} />}
      />
      {done === "sent" && <DoneNote>{t.sent}</DoneNote>}
      <ListBody list={list} />
      {mayManage && <GrantForm {...props} />}
    </PageBody>
  );
}

const ROLES = ["editor", "reviewer", "viewer"] as const;

function GrantForm({ days, errors, typed }: ConsultanciesPageProps) {
  const { engagement: t } = useMessages();
  const faults = useFaults(errors);
  const field = (name: string, value = "") => ({
    name,
    defaultValue: typed[name] ?? value,
    error: faults.of(name),
  });
  return (
    <details className="mt-8 max-w-160" open={faults.listed.length > 0}>
      <summary className="inline-flex min-h-9 cursor-pointer items-center rounded-6 border border-rule bg-raised px-3.5 text-14 font-medium hover:border-muted touch:min-h-11">
        {t.offer}
      </summary>
      <Form method="post" className="mt-4 space-y-5" noValidate>
        <FormErrors errors={faults.listed} />
        <input type="hidden" name="intent" value="grant" />
        <TextField label={t.email} hint={t.emailHint} type="email" autoComplete="off" {...field("email")} />
        <ChoiceField
          label={t.roleLabel}
          hint={t.roleHint}
          choices={ROLES.map((role) => ({ value: role, label: t.role[role] }))}
          {...field("role", "editor")}
        />
        <Allowed name="mayIssue" label={t.mayIssueLabel} hint={t.mayIssueHint} typed={typed} />
        <Allowed name="mayHold" label={t.mayHoldLabel} hint={t.mayHoldHint} typed={typed} />
        <div className="group space-y-5">
          <ChoiceField
            label={t.peopleLabel}
            choices={(["all", "named"] as const).map((value) => ({ value, label: t.people[value] }))}
            {...field("people", "all")}
          />
          <div className="hidden group-has-[[value=named]:checked]:block">
            <TextAreaField label={t.namedLabel} hint={t.namedHint} rows={3} {...field("named")} />
          </div>
        </div>
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

function Allowed({
  name,
  label,
  hint,
  typed,
}: {
  name: "mayIssue" | "mayHold";
  label: string;
  hint: string;
  typed: Record<string, string>;
}) {
  return (
    <label className="flex items-start gap-3">
      <input
        type="checkbox"
        name={name}
        defaultChecked={typed[name] === "on"}
        className="mt-[3px] size-4 shrink-0 accent-accent"
      />
      <span>
        <span className="block text-14 font-medium">{label}</span>
        <span className="block text-12 text-muted">{hint}</span>
      </span>
    </label>
  );
}
