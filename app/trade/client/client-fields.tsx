import { LOCALE_CHOICES } from "#app/i18n/locale.ts";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { CheckField } from "#app/trade/seller/check-field.tsx";

interface ClientFieldsProps {
  values: Record<string, string>;
  errors: Record<string, string>;
  countries: { code: string; name: string }[];
  /** Names of other clients that look similar to the stored name. */
  similarNames?: readonly string[];
}

/** The client's details, as shown on quotes and invoices. */
export function ClientFields({ values, errors, ...props }: ClientFieldsProps) {
  const { client: t } = useMessages();
  const faultOf = (name: string) => {
    const key = errors[name];
    return key && (t.faults[key as keyof typeof t.faults] ?? key);
  };
  return <BuyerFields values={values} faultOf={faultOf} words={t} {...props} />;
}

interface BuyerFieldsProps extends Omit<ClientFieldsProps, "errors"> {
  faultOf: (name: string) => string | undefined;
  /** Labels that differ between the seller's and the buyer's form. */
  words: { email: string; emailHint: string; languageHint?: string; isBusiness: string };
}

/** The buyer's details, entered by the seller or by the buyer. */
export function BuyerFields({ values, faultOf, countries, similarNames = [], words }: BuyerFieldsProps) {
  const { client: t } = useMessages();
  const field = (name: string) => ({ name, defaultValue: values[name] ?? "", error: faultOf(name) });
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <NameField
        label={t.legalNameEn}
        maxLength={200}
        {...field("legalNameEn")}
        hint={t.nameHint}
        similarTo={similarNames}
      />
      <NameField label={t.legalNameZh} maxLength={200} {...field("legalNameZh")} />
      <SelectField
        label={t.country}
        placeholder={t.chooseCountry}
        {...field("country")}
        options={countries.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <TextField label={t.taxId} maxLength={60} required={false} {...field("taxId")} hint={t.taxIdHint} />
      <TextAreaField label={t.addressEn} maxLength={500} rows={2} {...field("addressEn")} />
      <TextAreaField label={t.addressZh} maxLength={500} rows={2} {...field("addressZh")} />
      <NameField label={t.contactName} maxLength={100} required={false} {...field("contactName")} />
      <TextField label={words.email} type="email" maxLength={254} {...field("email")} hint={words.emailHint} />
      <SelectField label={t.language} {...field("locale")} hint={words.languageHint} options={LOCALE_CHOICES} />
      <div className="self-center">
        <CheckField
          name="isBusiness"
          label={words.isBusiness}
          isChecked={values.isBusiness !== undefined}
          error={faultOf("isBusiness")}
        />
      </div>
    </div>
  );
}
