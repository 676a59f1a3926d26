import { OWN_DATASET } from "#app/factors/own/own-factor-content.ts";
import { SelectField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { EditionPins, type PolicyDataset, useDatasetName } from "#app/sources/policy/policy-fields.tsx";
import { PIN_PREFIX } from "#app/sources/policy/policy-form.ts";
import { CheckField } from "#app/trade/seller/check-field.tsx";

interface PolicyFieldsProps {
  values: Record<string, string>;
  errorOf: (field: string) => string | undefined;
  datasets: PolicyDataset[];
  precedenceFields: number;
}

export function PackagePolicyFields({ values, errorOf, datasets, precedenceFields }: PolicyFieldsProps) {
  const { package: t, policy } = useMessages();
  const nameOf = useDatasetName(datasets);
  const pins = Object.entries(values).filter(([name, edition]) => name.startsWith(PIN_PREFIX) && edition !== "");
  const field = (name: string, first: string) => ({
    name,
    defaultValue: values[name] ?? first,
    error: errorOf(name),
  });
  return (
    <div className="mt-4 space-y-5">
      <CheckField
        name="hasPolicy"
        label={t.hasPolicy}
        hint={t.policyAbout}
        isChecked={values.hasPolicy !== undefined}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SelectField
          {...field("yearFallback", "none")}
          label={t.yearFallback}
          options={(["none", "latest_earlier"] as const).map((value) => ({ value, label: t.yearFallbacks[value] }))}
        />
        <SelectField
          {...field("regionFallback", "off")}
          label={t.regionFallback}
          options={(["off", "on"] as const).map((value) => ({ value, label: t.regionFallbacks[value] }))}
        />
      </div>
      <div>
        <h3 className="text-14 font-semibold">{policy.precedenceTitle}</h3>
        <p className="mt-1 text-12 text-muted">{policy.precedenceText}</p>
        <div className="mt-3 grid items-start gap-4 sm:grid-cols-2">
          {Array.from({ length: precedenceFields }, (_, place) => (
            <SelectField
              // biome-ignore lint/suspicious/noArrayIndexKey: a place in an order
              key={place}
              {...field(`precedence-${place}`, "")}
              label={t.precedence(place + 1)}
              options={[
                { value: "", label: t.precedenceNone },
                ...[OWN_DATASET, ...datasets.map(({ id }) => id)].map((id) => ({ value: id, label: nameOf(id) })),
              ]}
            />
          ))}
        </div>
      </div>
      <div>
        <h3 className="text-14 font-semibold">{policy.pinsTitle}</h3>
        <EditionPins
          pins={Object.fromEntries(pins.map(([name, edition]) => [name.slice(PIN_PREFIX.length), edition]))}
          datasets={datasets}
          isFolded
        />
      </div>
    </div>
  );
}
