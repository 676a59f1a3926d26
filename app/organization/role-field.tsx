import { localName } from "#app/i18n/index.ts";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { faultText } from "./organization-form.ts";
import { OTHER_ROLE, STANDARD_ROLES } from "./responsible-role.ts";

interface RoleFieldProps {
  label: string;
  values: Record<string, string>;
  errors: Record<string, string>;
}

/** The position of the responsible person: a usual one, or a typed one. Nothing is chosen before a person does. */
export function RoleField({ label, values, errors }: RoleFieldProps) {
  const { organization: t } = useMessages();
  const locale = useLocale();
  const { responsibleRole: role = "", responsibleRoleOther } = values;
  const isListed = role === "" || role === OTHER_ROLE || STANDARD_ROLES.some(({ en }) => en === role);
  const typed = responsibleRoleOther ?? (isListed ? "" : role);
  return (
    <div className="group/role space-y-3">
      <SelectField
        label={label}
        name="responsibleRole"
        placeholder={t.roleChoose}
        defaultValue={isListed ? role : OTHER_ROLE}
        error={faultText(t, errors.responsibleRole)}
        options={[
          ...STANDARD_ROLES.map((one) => ({ value: one.en, label: localName(one, locale) })),
          { value: OTHER_ROLE, label: t.roleOther },
        ]}
      />
      <div className="hidden group-has-[option[value=other]:checked]/role:block">
        <TextField
          label={t.roleTyped}
          name="responsibleRoleOther"
          hint={t.roleTypedHint}
          maxLength={200}
          autoComplete="off"
          defaultValue={typed}
          error={faultText(t, errors.responsibleRoleOther)}
        />
      </div>
    </div>
  );
}
