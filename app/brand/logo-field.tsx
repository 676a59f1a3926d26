import type { ChangeEventHandler } from "react";
import { ChoiceField } from "#app/kit/choice-field.tsx";
import { FieldFrame } from "#app/kit/field-frame.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

interface LogoFieldProps {
  hint: string;
  error?: string | undefined;
  /** The current logo. */
  logo: { width: number; height: number } | null;
  onChange?: ChangeEventHandler<HTMLInputElement>;
}

/** A file field, and the choice to keep, replace or remove the current logo. */
export function LogoField({ hint, error, logo, onChange }: LogoFieldProps) {
  const { brand: t } = useMessages();
  return (
    <>
      <FieldFrame label={t.logo} id="logo" hint={hint} error={error} isOptional>
        <input
          type="file"
          id="logo"
          name="logo"
          accept="image/png,image/jpeg"
          onChange={onChange}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? "logo-hint logo-error" : "logo-hint"}
          className="block w-full text-14 file:mr-3 file:min-h-9 file:rounded-6 file:border file:border-rule file:bg-raised file:px-3 file:text-14 touch:file:min-h-11"
        />
      </FieldFrame>
      {logo && (
        <ChoiceField
          label={t.logoAct}
          name="logoAct"
          hint={t.logoNow(logo.width, logo.height)}
          defaultValue="keep"
          choices={[
            { value: "keep", label: t.keepLogo },
            { value: "replace", label: t.replaceLogo },
            { value: "remove", label: t.removeLogo },
          ]}
        />
      )}
    </>
  );
}
