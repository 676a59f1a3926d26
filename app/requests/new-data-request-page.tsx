import { Form } from "@remix-run/react";
import { printPeriodText } from "#app/day/entry-period.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import type { NewRequestFields } from "./new-request-fields.ts";
import { Recipient } from "./recipient-fields.tsx";
import { MonthChoice, SourceChoice } from "./request-choices.tsx";

interface NewDataRequestPageProps extends NewRequestFields {
  answer: { errors: Record<string, string>; typed: Record<string, string> } | null;
}

export function NewDataRequestPage(props: NewDataRequestPageProps) {
  const { organizationId, inventory, facilities, copiedFrom } = props;
  const { dataRequest: t } = useMessages();
  const base = `/organizations/${organizationId}`;
  const hasSources = facilities.some(({ sources }) => sources.length > 0);
  return (
    <PageBody>
      <PageHeader
        title={t.newTitle}
        about={copiedFrom ? t.copyOf(copiedFrom.recipientName) : t.newAbout}
        crumbs={[{ to: `${base}/data-requests`, label: t.title }]}
      />
      {!inventory && (
        <EmptyState
          title={t.newTitle}
          reason={t.noInventory}
          action={<ButtonLink to={`${base}/inventories`}>{t.openInventory}</ButtonLink>}
        />
      )}
      {inventory && !hasSources && (
        <EmptyState
          title={t.newTitle}
          reason={t.noSources}
          action={<ButtonLink to={`${base}/sources`}>{t.openSources}</ButtonLink>}
        />
      )}
      {inventory && hasSources && (
        <div className="max-w-3xl space-y-8">
          <InventoryChoice {...props} />
          <RequestForm {...props} />
        </div>
      )}
    </PageBody>
  );
}

/** The months depend on the inventory, so it is chosen first and kept in the address. */
function InventoryChoice({ inventories, inventory, copiedFrom }: NewDataRequestPageProps) {
  const { dataRequest: t } = useMessages();
  if (inventories.length < 2 || !inventory) return null;
  return (
    <Form method="get" className="flex flex-wrap items-end gap-3">
      {copiedFrom && <input type="hidden" name="copy" value={copiedFrom.id} />}
      <div className="w-48">
        <SelectField
          label={t.inventory}
          name="inventory"
          key={inventory.id}
          defaultValue={inventory.id}
          options={inventories.map(({ id, period }) => ({ value: id, label: printPeriodText(period) }))}
        />
      </div>
      <Button variant="secondary">{t.chooseInventory}</Button>
    </Form>
  );
}

function RequestForm({ inventory, months, facilities, start, answer }: NewDataRequestPageProps) {
  const { dataRequest: t } = useMessages();
  const values = answer?.typed ?? start;
  const errorOf = (field: string) => {
    const key = answer?.errors[field];
    return key === undefined ? undefined : faultOf(t, key, field);
  };
  return (
    <Form method="post" key={inventory?.id} noValidate className="space-y-10">
      <FormErrors errors={listErrors(answer?.errors ?? {}, (key, field) => faultOf(t, key, field))} />
      <input type="hidden" name="inventoryId" value={inventory?.id ?? ""} />
      <Section title={t.whatTitle}>
        <div className="mt-4 space-y-6">
          <SourceChoice facilities={facilities} values={values} error={errorOf("sources")} />
          <MonthChoice months={months} values={values} error={errorOf("months")} />
        </div>
      </Section>
      <Recipient values={values} errorOf={errorOf} />
      <Button>{t.submit}</Button>
    </Form>
  );
}

type Words = ReturnType<typeof useMessages>["dataRequest"];

/** The message for an error of a shared field, whose code belongs to another form, depends on the field. */
export function faultOf(t: Words, key: string, field: string): string {
  const own: Record<string, string> = t.fault;
  if (field === "recipientName") return t.fault.name;
  if (field === "recipientEmail") return t.fault.email;
  return own[key] ?? key;
}
