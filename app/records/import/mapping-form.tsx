import { Form, Link, useNavigation } from "@remix-run/react";
import { DATA_QUALITIES } from "#app/carbon/total/data-quality.ts";
import { Button } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Section } from "#app/kit/section.tsx";
import { Table } from "#app/kit/table.tsx";
import { useScripts } from "#app/kit/use-scripts.ts";
import { MAPPED_FIELDS } from "./file/activity-file.ts";
import type { ColumnView, ImportHead, MappingView } from "./import-view.ts";
import { mappingFaultText } from "./import-words.ts";

interface MappingFormProps {
  head: ImportHead;
  mapping: MappingView;
}

/** The form for sheets, columns with sample values, number format and fixed values. */
export function MappingForm({ head, mapping }: MappingFormProps) {
  const { activityImport: t, common } = useMessages();
  const isBusy = useNavigation().state !== "idle";
  return (
    <Form method="post" className="space-y-10">
      <input type="hidden" name="sheet" value={mapping.sheet} />
      <MappingFaults mapping={mapping} />
      {(mapping.sheets.length > 1 || mapping.otherLayouts.length > 0) && <Sheets mapping={mapping} />}
      <Section
        title={mapping.otherLayouts.length > 0 ? common.labelled(t.columns.title, mapping.sheet) : t.columns.title}
        aside={mapping.remembered ? t.columns.remembered(mapping.remembered.fileName) : undefined}
      >
        <p className="mt-3 mb-1 max-w-3xl text-14 text-muted">{t.columns.about}</p>
        {mapping.titles.length > 0 && (
          <p className="mb-1 text-12 text-muted">{common.labelled(t.columns.titles, mapping.titles.join(" · "))}</p>
        )}
        <Columns mapping={mapping} />
        <p className="mt-3 max-w-3xl text-12 text-muted">{t.columns.keyAbout}</p>
      </Section>
      {mapping.asksDecimal && (
        <Section title={t.columns.decimal}>
          <p className="mt-3 mb-3 max-w-3xl text-14 text-muted">
            {mapping.isDecimalCertain ? t.columns.decimalCertain : t.columns.decimalAbout}
          </p>
          <div className="max-w-3xl">
            <ChoiceField
              label={t.columns.decimal}
              name="decimal"
              defaultValue={mapping.decimal ?? undefined}
              choices={(["point", "grouped_point", "comma"] as const).map((value) => ({
                value,
                label: <span className="tabular-nums">{t.columns.decimalChoice[value].label}</span>,
                text: t.columns.decimalChoice[value].text,
              }))}
            />
          </div>
        </Section>
      )}
      <Constants mapping={mapping} />
      {head.mayEdit && (
        <div className="flex flex-wrap items-center gap-3 border-t border-rule pt-4">
          <Button name="intent" value="check" aria-disabled={isBusy}>
            {t.columns.check}
          </Button>
          <Button variant="secondary" name="intent" value="save" aria-disabled={isBusy}>
            {t.columns.save}
          </Button>
          {mapping.remembered && (
            <Button variant="secondary" name="intent" value="forget-mapping" aria-disabled={isBusy}>
              {t.columns.forget}
            </Button>
          )}
          <span className="text-12 text-muted">{t.leaveAnyTime}</span>
        </div>
      )}
    </Form>
  );
}

function MappingFaults({ mapping }: { mapping: MappingView }) {
  const messages = useMessages();
  const t = messages.activityImport;
  if (mapping.faults.length === 0) return null;
  return (
    <div className="rounded-6 bg-warning-tint px-4 py-3 text-14 text-warning-ink">
      <p className="flex gap-2 font-medium">
        <Icon name="warning" className="mt-0.5" />
        {t.columns.missing}
      </p>
      <ul className="mt-1 ml-6 list-disc">
        {mapping.faults.map((fault) => (
          <li key={`${fault.code} ${fault.field} ${fault.letter}`}>{mappingFaultText(messages, fault)}</li>
        ))}
      </ul>
    </div>
  );
}

/** Each sheet with its facility, and links to sheets with another layout. */
function Sheets({ mapping }: { mapping: MappingView }) {
  const { activity, activityImport: t, common } = useMessages();
  const alike = new Set(mapping.sheets.map(({ name }) => name));
  return (
    <Section title={t.columns.sheets} aside={t.columns.sheetsAbout}>
      <input type="hidden" name="sheets-shown" value="1" />
      <ul className="mt-3 divide-y divide-line border-y border-rule">
        {[...mapping.sheets, ...mapping.otherLayouts].map(({ name, hidden, isRead, facility }) => (
          <li key={name} className="flex flex-wrap items-center gap-x-6 gap-y-2 py-2 text-14">
            <label className="inline-flex min-w-40 items-center gap-2 touch:min-h-11">
              <input
                type="checkbox"
                name={`read-${name}`}
                defaultChecked={isRead || (mapping.sheets.length === 1 && alike.has(name))}
                className="size-4 accent-accent"
              />
              <span className="min-w-0 break-words">{name}</span>
              {hidden && <Chip tone="warning">{t.columns.hidden}</Chip>}
            </label>
            {facility !== null && (
              <span className="w-64 max-w-full">
                <TextField
                  label={common.labelled(activity.field.facility, name)}
                  name={`facility-${name}`}
                  defaultValue={facility}
                  maxLength={200}
                  list="known-facility"
                />
              </span>
            )}
            {!alike.has(name) && (
              <Link className="text-link text-12" to={`?step=map&sheet=${encodeURIComponent(name)}`}>
                {t.columns.otherLayout}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Columns({ mapping }: { mapping: MappingView }) {
  const { activityImport: t } = useMessages();
  return (
    <Table<ColumnView>
      caption={t.columns.title}
      rows={mapping.columns}
      rowKey={({ column }) => String(column)}
      columns={[
        {
          key: "column",
          head: t.columns.column,
          isRowHead: true,
          cell: ({ letter, heading, samples }) => (
            <span className="flex items-center gap-2">
              <span className="flex size-5 shrink-0 items-center justify-center rounded-3 bg-neutral-tint text-11 text-neutral-ink">
                {letter}
              </span>
              <span className="min-w-0 break-words">
                {heading || <span className="text-muted italic">{t.columns.noHeading}</span>}
                <span className="line-clamp-2 text-12 text-muted sm:hidden">{samples.join(" · ")}</span>
              </span>
            </span>
          ),
        },
        {
          key: "samples",
          head: t.columns.samples,
          isMuted: true,
          isHiddenOnPhone: true,
          cell: ({ samples }) => <span className="block max-w-72 break-words">{samples.join(" · ") || "–"}</span>,
        },
        { key: "meaning", head: t.columns.meaning, cell: (column) => <Meaning column={column} mapping={mapping} /> },
      ]}
    />
  );
}

function useFieldName() {
  const { activity, activityImport: t } = useMessages();
  const own: Record<string, string> = {
    start: t.columns.start,
    end: t.columns.end,
    month: t.columns.monthOnly,
    year: t.columns.year,
    rowKey: t.columns.rowKey,
  };
  return (field: string) => own[field] ?? activity.field[field as keyof typeof activity.field] ?? field;
}

function Meaning({ column, mapping }: { column: ColumnView; mapping: MappingView }) {
  const { activityImport: t, common } = useMessages();
  const nameOf = useFieldName();
  const months = mapping.amounts.filter((one) => one.startsWith("month:"));
  const group = (label: string, kind: string, amountOf: (name: string) => string) => {
    const found = mapping.amounts.filter((one) => one.startsWith(kind));
    const options = found.map((value) => ({ value, label: amountOf(value.slice(kind.length)) }));
    return options.length > 0 ? [{ label, options }] : [];
  };
  return (
    <div className="min-w-44">
      <SelectField
        label={common.labelled(t.columns.meaning, `${column.letter} ${column.heading}`)}
        hideLabel
        name={`column-${column.column}`}
        defaultValue={column.meaning}
        placeholder={t.columns.ignore}
        options={[
          { label: t.columns.groupFields, options: MAPPED_FIELDS.map((value) => ({ value, label: nameOf(value) })) },
          {
            label: t.columns.groupMonths,
            options: months.map((value) => ({ value, label: t.columns.month(value.slice("month:".length)) })),
          },
          ...group(t.columns.groupSources, "source:", t.columns.amountOfSource),
          ...group(t.columns.groupFacilities, "facility:", t.columns.amountOfFacility),
        ]}
      />
    </div>
  );
}

function Constants({ mapping }: { mapping: MappingView }) {
  const { activity, activityImport: t, carbon } = useMessages();
  const { constants, remembered } = mapping;
  const isMany = mapping.sheets.length + mapping.otherLayouts.length > 1;
  const fromLast = (name: string) =>
    remembered?.taken.includes(name) ? { hint: t.columns.fromLastFile(remembered.fileName) } : {};
  const list = (name: string, texts: string[]) => (
    <datalist id={`known-${name}`}>
      {texts.map((text) => (
        <option key={text} value={text} />
      ))}
    </datalist>
  );
  const field = (name: "facility" | "source" | "unit" | "period" | "evidence", known?: string[]) => (
    <div>
      <TextField
        label={activity.field[name]}
        name={`constant-${name}`}
        defaultValue={constants[name] ?? ""}
        maxLength={200}
        {...fromLast(name)}
        {...(known ? { list: `known-${name}` } : {})}
      />
      {known && list(name, known)}
    </div>
  );
  return (
    <Section title={t.columns.constants}>
      <p className="mt-3 mb-3 max-w-3xl text-14 text-muted">{t.columns.constantsAbout}</p>
      {remembered && remembered.offered.length > 0 && <Offered remembered={remembered} />}
      <div className="grid max-w-4xl grid-cols-3 gap-4 max-md:grid-cols-1">
        {isMany ? list("facility", mapping.facilities) : field("facility", mapping.facilities)}
        {field("source", mapping.sources)}
        {field("unit", mapping.units)}
        {field("period")}
        <TextField
          label={t.columns.year}
          name="constant-year"
          defaultValue={constants.year ?? ""}
          inputMode="numeric"
          maxLength={4}
        />
        <SelectField
          label={activity.field.dataQuality}
          name="constant-dataQuality"
          defaultValue={constants.dataQuality ?? ""}
          {...fromLast("dataQuality")}
          placeholder={t.columns.none}
          options={DATA_QUALITIES.map((value) => ({ value, label: carbon.dataQuality[value] }))}
        />
        {field("evidence")}
      </div>
    </Section>
  );
}

/** Values of the last file that may not apply to this one. They are only used on request. */
function Offered({ remembered }: { remembered: NonNullable<MappingView["remembered"]> }) {
  const { activity, activityImport: t, carbon, common } = useMessages();
  const hasScripts = useScripts();
  const names: Record<string, string> = activity.field;
  const qualities: Record<string, string> = carbon.dataQuality;
  const use = (field: string, value: string) => {
    const input = document.getElementById(`constant-${field}`);
    if (input instanceof HTMLInputElement || input instanceof HTMLSelectElement) input.value = value;
  };
  return (
    <div className="mb-4 max-w-4xl rounded-6 bg-warning-tint px-4 py-3 text-14 text-warning-ink">
      <p className="font-medium">{t.columns.notTaken(remembered.fileName)}</p>
      <ul className="mt-2 flex flex-wrap gap-x-6 gap-y-2">
        {remembered.offered.map(({ field, value }) => (
          <li key={field} className="flex flex-wrap items-center gap-2">
            {common.labelled(names[field] ?? field, (field === "dataQuality" && qualities[value]) || value)}
            {hasScripts && (
              <Button type="button" size="row" variant="secondary" onClick={() => use(field, value)}>
                {t.columns.useOffered}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
