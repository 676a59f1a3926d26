import { TermHint } from "#app/glossary/term-hint.tsx";
import { useCategoryOptions, useUnitOptions } from "#app/kit/carbon-options.ts";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { codeOptions, SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { Section } from "#app/kit/section.tsx";
import { DATA_KINDS, OWN_BASES, type OwnBasis } from "./own-factor-content.ts";
import { faultText, GAS_FIELD_NAMES } from "./own-factor-form.ts";

interface FieldsProps {
  values: Record<string, string>;
  errors: Record<string, string>;
}

function useField({ values, errors }: FieldsProps) {
  const { ownFactor: t } = useMessages();
  return (name: string) => ({ name, defaultValue: values[name], error: faultText(t, errors[name]) });
}

interface WhatProps extends FieldsProps {
  countries: { code: string; name: string }[];
}

export function WhatFields({ countries, ...form }: WhatProps) {
  const { ownFactor: t, carbon } = useMessages();
  const field = useField(form);
  const [categories, units] = [useCategoryOptions(), useUnitOptions()];
  const isListed = countries.some(({ code }) => code === form.values.region) || !form.values.region;
  return (
    <Section title={t.whatTitle}>
      <div className="mt-4 grid gap-4 sm:grid-cols-2">
        <NameField {...field("nameEn")} label={t.nameEn} hint={t.nameHint} maxLength={200} lang="en" />
        <NameField {...field("nameZh")} label={t.nameZh} maxLength={200} lang="zh-Hans" />
        <SelectField {...field("category")} label={t.category} placeholder={t.categoryAny} options={categories} />
        <SelectField
          {...field("region")}
          label={t.region}
          placeholder={t.regionAny}
          options={[
            ...(isListed ? [] : [{ value: form.values.region!, label: form.values.region! }]),
            ...countries.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        <SelectField {...field("unit")} label={t.unit} placeholder={t.unitChoose} options={units} />
        <SelectField
          {...field("heatBasis")}
          label={t.heatBasis}
          placeholder={t.heatBasisNone}
          options={(["net", "gross"] as const).map((value) => ({ value, label: carbon.heatBasis[value] }))}
        />
        <TextField {...field("validFrom")} label={t.validFrom} hint={t.validityHint} type="date" required={false} />
        <TextField {...field("validTo")} label={t.validTo} type="date" required={false} />
      </div>
    </Section>
  );
}

/** Fields of other forms of publication stay empty. */
export function FigureFields({ gwpSets, ...form }: FieldsProps & { gwpSets: string[] }) {
  const { ownFactor: t } = useMessages();
  const field = useField(form);
  // A field with an error is always visible, whichever form is chosen.
  const shown = (bases: OwnBasis[], names: string[]) =>
    names.some((name) => form.errors[name]) ? "" : `hidden ${bases.map((basis) => SHOWN[basis]).join(" ")}`;
  const figure = (name: string) => ({
    ...field(name),
    inputMode: "decimal" as const,
    maxLength: 40,
    unit: <span translate="no">kg</span>,
    autoComplete: "off",
  });
  return (
    <Section title={t.figuresTitle}>
      <div className="group/figures">
        <p className="mt-3 mb-4 text-14 text-muted">{t.figuresText}</p>
        <ChoiceField
          label={t.basis}
          name="basis"
          defaultValue={form.values.basis}
          error={faultText(t, form.errors.basis)}
          choices={OWN_BASES.map((value) => ({ value, label: t.basisName[value], text: t.basisText[value] }))}
        />
        <fieldset className={`mt-5 min-w-0 ${shown(["gases", "co2e_by_gas"], [...GAS_FIELD_NAMES, "otherGases"])}`}>
          <legend className="text-14 font-semibold">{t.gases}</legend>
          <div className="mt-2 grid gap-4 sm:grid-cols-3">
            {GAS_FIELD_NAMES.map((name) => (
              <TextField key={name} {...figure(name)} label={t[name]} />
            ))}
            <div className="sm:col-span-3">
              <TextField {...field("otherGases")} label={t.otherGases} hint={t.otherGasesHint} maxLength={1000} />
            </div>
          </div>
        </fieldset>
        <div className="mt-5 grid gap-4 sm:grid-cols-2">
          <div className={shown(["co2e"], ["co2e"])}>
            <TextField {...figure("co2e")} label={t.co2e} />
          </div>
          <div className={shown(["co2e_by_gas", "co2e"], ["gwpSet"])}>
            <SelectField
              {...field("gwpSet")}
              label={t.gwpSet}
              term={<TermHint term="gwp_set" />}
              placeholder={t.gwpSetChoose}
              options={codeOptions(gwpSets)}
            />
          </div>
          <div className={shown(["carbon"], ["carbon", "oxidation"])}>
            <TextField {...figure("carbon")} label={t.carbon} />
          </div>
          <div className={shown(["carbon"], ["carbon", "oxidation"])}>
            <TextField
              {...field("oxidation")}
              label={t.oxidation}
              hint={t.oxidationHint}
              inputMode="decimal"
              maxLength={20}
            />
          </div>
          <TextField {...figure("biogenicCo2")} label={t.biogenicCo2} term={<TermHint term="biogenic" />} />
          <TextField
            {...field("uncertainty")}
            label={t.uncertainty}
            hint={t.uncertaintyHint}
            inputMode="decimal"
            maxLength={12}
            unit="± %"
          />
        </div>
      </div>
    </Section>
  );
}

/** Visibility by CSS alone, so that it works without JavaScript. */
const SHOWN: Record<OwnBasis, string> = {
  gases: "group-has-[input[value=gases]:checked]/figures:block",
  co2e_by_gas: "group-has-[input[value$=gas]:checked]/figures:block",
  co2e: "group-has-[input[value=co2e]:checked]/figures:block",
  carbon: "group-has-[input[value=carbon]:checked]/figures:block",
};

export function OriginFields(form: FieldsProps) {
  const { ownFactor: t } = useMessages();
  const field = useField(form);
  return (
    <Section title={t.sourceTitle}>
      <details className="mt-2 max-w-160 text-14">
        <summary className="inline-flex items-center text-accent underline underline-offset-4 touch:min-h-11">
          {t.licensedTitle}
        </summary>
        <ol className="mt-2 list-decimal space-y-1 pl-5">
          {t.licensedSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p className="mt-2 text-muted">{t.licensedResidual}</p>
      </details>
      <div className="mt-4 grid gap-4 sm:grid-cols-2">
        <TextField {...field("sourceName")} label={t.sourceName} maxLength={300} />
        <TextField {...field("sourcePublisher")} label={t.sourcePublisher} maxLength={200} />
        <SelectField
          {...field("dataKind")}
          label={t.dataKind}
          hint={t.dataKindHint}
          term={<TermHint term="primary_data" />}
          options={DATA_KINDS.map((value) => ({ value, label: t.dataKindName[value] }))}
        />
        <TextField {...field("sourcePage")} label={t.sourcePage} maxLength={200} required={false} />
        <TextField {...field("sourceUrl")} label={t.sourceUrl} type="url" maxLength={500} required={false} />
        <div className="sm:col-span-2">
          <TextField {...field("licence")} label={t.licence} hint={t.licenceHint} maxLength={200} />
        </div>
        <div className="sm:col-span-2">
          <TextAreaField {...field("evidence")} label={t.evidence} hint={t.evidenceHint} maxLength={2000} />
        </div>
        <div className="sm:col-span-2">
          <TextAreaField {...field("note")} label={t.note} maxLength={2000} rows={2} required={false} />
        </div>
      </div>
    </Section>
  );
}
