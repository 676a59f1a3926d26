import { Form } from "@remix-run/react";
import { localName } from "#app/i18n/index.ts";
import { Button, ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { CheckField } from "#app/trade/seller/check-field.tsx";
import type { Offer } from "./apply-package.tsx";

interface ApplicationFormProps {
  offer: Offer;
  errors: Record<string, string>;
}

/** Chooses facilities, year and task owner, and shows a preview. The preview submits the same form by GET. */
export function ApplicationForm({ offer, errors }: ApplicationFormProps) {
  const { package: messages } = useMessages();
  const t = messages.application;
  if (offer.facilities.length === 0) {
    const add = <ButtonLink to={`/organizations/${offer.organizationId}/facilities`}>{t.addFacility}</ButtonLink>;
    return <EmptyState title={t.facilities} reason={t.noFacilities} action={add} />;
  }
  const isNothing =
    offer.rows.every(({ kind, due }) => kind !== "added" && due === 0) &&
    (offer.policy === "none" || offer.policy === "there");
  return (
    <Form method="post" noValidate className="space-y-8">
      <input type="hidden" name="client" value={offer.organizationId} />
      <ChoiceFields offer={offer} errors={errors} />
      <Preview offer={offer} />
      {offer.policy === "there" && <p className="text-14 text-muted">{t.policyThere}</p>}
      {(offer.policy === "first" || offer.policy === "other") && (
        <CheckField
          name="withPolicy"
          label={t.withPolicy[offer.policy]}
          isChecked={offer.policy === "first"}
          error={errors.withPolicy && messages.fault[errors.withPolicy]}
        />
      )}
      {isNothing ? <p className="text-14 text-muted">{t.nothing}</p> : <Button>{t.submit}</Button>}
    </Form>
  );
}

function ChoiceFields({ offer, errors }: ApplicationFormProps) {
  const { package: messages } = useMessages();
  const locale = useLocale();
  const t = messages.application;
  const errorOf = (field: string) => errors[field] && messages.fault[errors[field]];
  return (
    <div className="max-w-160 space-y-5">
      <fieldset id="facilities" tabIndex={-1} className="min-w-0">
        <legend className="text-14 font-semibold">{t.facilities}</legend>
        <div className="mt-2 grid gap-2 sm:grid-cols-2">
          {offer.facilities.map(({ id, name, isChosen }) => (
            <CheckField key={id} name={`facility-${id}`} label={localName(name, locale)} isChecked={isChosen} />
          ))}
        </div>
        {errorOf("facilities") && <p className="mt-1 text-12 font-medium text-bad-ink">{errorOf("facilities")}</p>}
      </fieldset>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          label={t.owner}
          name="owner"
          defaultValue={offer.owner}
          error={errorOf("owner")}
          options={[
            { value: "", label: t.ownerNone },
            ...offer.members.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextField
          label={t.year}
          name="year"
          inputMode="numeric"
          maxLength={4}
          defaultValue={offer.year}
          error={errorOf("year")}
        />
      </div>
      <Button variant="secondary" formMethod="get">
        {t.update}
      </Button>
    </div>
  );
}

function Preview({ offer }: { offer: Offer }) {
  const { package: messages } = useMessages();
  const locale = useLocale();
  const t = messages.application;
  const count = (kind: Offer["rows"][number]["kind"]) => offer.rows.filter((row) => row.kind === kind).length;
  return (
    <Section title={t.preview} aside={t.sum(count("added"), count("there"), count("refused"))}>
      <Table
        caption={t.preview}
        rows={offer.rows}
        rowKey={({ key }) => key}
        columns={[
          { key: "source", head: t.source, isRowHead: true, cell: ({ name }) => localName(name, locale) },
          { key: "facility", head: t.facility, cell: ({ facility }) => localName(facility, locale) },
          {
            key: "state",
            head: t.state,
            cell: ({ kind, as, fault }) => (
              <>
                {kind === "added" && <Chip tone="good">{t.added}</Chip>}
                {kind === "there" && <span className="text-muted">{t.there(localName(as!, locale))}</span>}
                {kind === "refused" && (
                  <>
                    <Chip tone="bad">{t.refused}</Chip>
                    <span className="mt-1 block max-w-72 text-12 text-muted">{messages.fault[fault] ?? fault}</span>
                  </>
                )}
              </>
            ),
          },
          {
            key: "tasks",
            head: t.tasks,
            isMuted: true,
            isHiddenOnPhone: true,
            cell: ({ due }) => (due === 0 ? t.noTask : t.taskCount(due)),
          },
        ]}
      />
    </Section>
  );
}
