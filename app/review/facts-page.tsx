import { Form } from "@remix-run/react";
import { UNIT_CODES } from "#app/carbon/unit/unit.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { isListEmpty, ListBody, ListFile } from "#app/kit/list/list.tsx";
import type { ListView } from "#app/kit/list/list-view.ts";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import { Notice, ReviewTabs } from "#app/records/review-parts.tsx";
import { unitText } from "#app/records/sheet/fault-text.ts";

export interface FactsPageProps {
  list: ListView;
  organizationId: string;
  mayEdit: boolean;
  facilities: { id: string; name: string }[];
  /** From a rejected form. */
  typed: Record<string, string> | null;
}

export function FactsPage({ list, organizationId, mayEdit, facilities, typed }: FactsPageProps) {
  const { review: t } = useMessages();
  return (
    <PageBody>
      <PageHeader title={t.factsTab} actions={<ListFile list={list} />} />
      <ReviewTabs base={`/organizations/${organizationId}`} current="facts" />
      {typed && <Notice tone="bad">{t.problem.fact_invalid}</Notice>}
      <div className="grid max-w-240 gap-10">
        <Section title={list.title}>
          {!isListEmpty(list) && <p className="max-w-160 py-3 text-14 text-muted">{list.about}</p>}
          <ListBody
            list={list}
            act={mayEdit ? { head: t.factWithdraw, of: (id) => <Withdraw factId={id} /> } : undefined}
          />
        </Section>
        {mayEdit && facilities.length > 0 && <FactForm facilities={facilities} typed={typed ?? {}} />}
      </div>
    </PageBody>
  );
}

function Withdraw({ factId }: { factId: string }) {
  const { review: t } = useMessages();
  return (
    <Form method="post">
      <input type="hidden" name="factId" value={factId} />
      <Button size="row" variant="destructive" name="intent" value="withdraw">
        {t.factWithdraw}
      </Button>
    </Form>
  );
}

type FactFormProps = Pick<FactsPageProps, "facilities"> & { typed: Record<string, string> };

/** Facts are added and removed, never edited. */
function FactForm({ facilities, typed }: FactFormProps) {
  const messages = useMessages();
  const { review: t } = messages;
  return (
    <Section title={t.factSave}>
      <Form method="post" className="grid gap-3 pt-3 sm:grid-cols-2">
        <input type="hidden" name="intent" value="state" />
        <SelectField
          label={t.facility}
          name="facilityId"
          defaultValue={typed.facilityId}
          options={facilities.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          label={t.factKind}
          name="kind"
          defaultValue={typed.kind}
          options={(["floor_area", "output"] as const).map((value) => ({ value, label: t.factKinds[value] }))}
        />
        <TextField label={t.factStart} name="start" type="date" required defaultValue={typed.start} />
        <TextField label={t.factEnd} name="end" type="date" required defaultValue={typed.end} />
        <TextField label={t.quantity} name="quantity" required inputMode="decimal" defaultValue={typed.quantity} />
        <SelectField
          label={t.unit}
          name="unit"
          defaultValue={typed.unit ?? "m2"}
          options={UNIT_CODES.map((value) => ({ value, label: unitText(messages, value) }))}
        />
        <TextField
          label={t.factName}
          name="name"
          required={false}
          maxLength={200}
          hint={t.factNameHint}
          defaultValue={typed.name}
        />
        <TextField label={t.factSource} name="source" required maxLength={500} defaultValue={typed.source} />
        <div>
          <Button>{t.factSave}</Button>
        </div>
      </Form>
    </Section>
  );
}
