import { Form } from "@remix-run/react";
import { SharedFilesNote } from "#app/evidence/shared-files-note.tsx";
import { Button } from "#app/kit/button.tsx";
import { DoneNote } from "#app/kit/done-note.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ListBody, ListFile } from "#app/kit/list/list.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { NameField } from "#app/kit/name-field.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { AssuranceTabs } from "./assurance-tabs.tsx";

interface AssurancePageProps {
  list: ListView;
  base: string;
  mayManage: boolean;
  done: string | null;
  inventories: { id: string; period: { start: string; end: string } }[];
  days: { startsOn: string; endsOn: string };
  errors: Record<string, string>;
  typed: Record<string, string>;
}

export function AssurancePage(props: AssurancePageProps) {
  const { assurance: t } = useMessages();
  const { list, base, mayManage, done, inventories } = props;
  return (
    <PageBody>
      <PageHeader
        title={t.title}
        about={<span className="block max-w-160">{list.about}</span>}
        actions={<ListFile list={list} />}
      />
      {done === "invited" && <DoneNote>{t.engagements.invited}</DoneNote>}
      <AssuranceTabs base={base} current="engagements" />
      <ListBody list={list} />
      {mayManage && inventories.length > 0 && <Invite {...props} />}
    </PageBody>
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
