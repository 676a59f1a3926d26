import { Link } from "@remix-run/react";
import { localName } from "#app/i18n/index.ts";
import { useCategoryOptions, useUnitOptions } from "#app/kit/carbon-options.ts";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { CheckField } from "#app/trade/seller/check-field.tsx";
import { RHYTHMS } from "./package-content.ts";

export interface ViaChoice {
  id: string;
  name: { en: string; zh: string };
}

interface SourceRowProps {
  index: number;
  /** Keyed by field. */
  values: Record<string, string>;
  errors: Record<string, string>;
  vias: ViaChoice[];
  /** The empty row for another source. */
  isNew: boolean;
  isOpen: boolean;
  factorNames: Record<string, { en: string; zh: string }>;
}

/** A source of a package: a summary line that opens to the form fields. */
export function SourceRow(props: SourceRowProps) {
  const { index, values, errors, isNew, isOpen } = props;
  const { package: t } = useMessages();
  return (
    <details className="group py-1" open={isOpen || Object.keys(errors).length > 0}>
      <summary className="flex cursor-pointer items-start gap-3 rounded-6 py-1.5 text-14 hover:bg-neutral-tint touch:min-h-11">
        <Icon name="chevron" size={12} className="mt-1 shrink-0 -rotate-90 group-open:rotate-0" />
        {isNew ? <span className="text-accent">{t.addSource}</span> : <SourceLine {...props} />}
      </summary>
      <div className="space-y-4 py-4 pl-6 max-sm:pl-0">
        <KindFields {...props} />
        <TaskFields {...props} />
        {!isNew && (
          <CheckField name={`source-${index}-remove`} label={t.remove} isChecked={values.remove !== undefined} />
        )}
      </div>
    </details>
  );
}

function SourceLine({ values, factorNames }: SourceRowProps) {
  const { package: t, carbon } = useMessages();
  const locale = useLocale();
  const { category = "", unit = "", factor = "", every = "", dueDays = "" } = values;
  const known = factorNames[factor];
  const factorName = factor === "grid_average" ? t.gridAverage : known ? localName(known, locale) : factor;
  const rhythm = t.rhythms[every as keyof typeof t.rhythms];
  const facts = [
    carbon.category[category as keyof typeof carbon.category] ?? category,
    carbon.unit[unit as keyof typeof carbon.unit] ?? unit,
    factorName,
    rhythm ? t.due(rhythm, Number(dueDays)) : t.everyNone,
  ];
  return (
    <span className="min-w-0">
      <span className="block font-medium break-words">
        {localName({ en: values.nameEn ?? "", zh: values.nameZh ?? "" }, locale)}
      </span>
      <span className="block text-12 break-words text-muted">{facts.filter(Boolean).join(" · ")}</span>
    </span>
  );
}

function useRowField({ index, values, errors }: SourceRowProps) {
  const { package: t } = useMessages();
  return (name: string) => ({
    name: `source-${index}-${name}`,
    defaultValue: values[name] ?? "",
    error: errors[name] && (t.fault[errors[name]] ?? errors[name]),
  });
}

function KindFields(props: SourceRowProps) {
  const { package: t } = useMessages();
  const locale = useLocale();
  const field = useRowField(props);
  const { index, values, vias } = props;
  const [categories, units] = [useCategoryOptions(), useUnitOptions()];
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField {...field("nameEn")} label={t.nameEn} maxLength={200} lang="en" />
        <TextField {...field("nameZh")} label={t.nameZh} maxLength={200} lang="zh-Hans" />
        <SelectField {...field("category")} label={t.category} placeholder={t.categoryChoose} options={categories} />
        <SelectField {...field("unit")} label={t.unit} placeholder={t.unitChoose} options={units} />
      </div>
      <div>
        <TextField {...field("factor")} label={t.factor} hint={t.factorHint} maxLength={200} spellCheck={false} />
        <Link className="text-link mt-1 inline-block text-12" to="/factors">
          {t.library}
        </Link>
      </div>
      {(vias.length > 0 || values.via) && (
        <SelectField
          {...field("via")}
          label={t.via}
          hint={t.viaHint}
          options={[
            { value: "", label: t.viaNone },
            ...(values.via && !vias.some(({ id }) => id === values.via)
              ? [{ value: values.via, label: values.via }]
              : []),
            ...vias.map(({ id, name }) => ({ value: id, label: localName(name, locale) })),
          ]}
        />
      )}
      {values.category === "purchased_electricity" && (
        <CheckField name={`source-${index}-residual`} label={t.residual} isChecked={values.residual !== undefined} />
      )}
    </>
  );
}

function TaskFields(props: SourceRowProps) {
  const { package: t } = useMessages();
  const field = useRowField(props);
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <SelectField
        {...field("every")}
        label={t.every}
        options={[{ value: "", label: t.everyNone }, ...RHYTHMS.map((value) => ({ value, label: t.rhythms[value] }))]}
      />
      <TextField
        {...field("dueDays")}
        label={t.dueDays}
        hint={t.dueDaysHint}
        unit={t.dueDaysUnit}
        inputMode="numeric"
        maxLength={3}
        required={false}
      />
    </div>
  );
}
