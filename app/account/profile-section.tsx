import { Form } from "@remix-run/react";
import type { Zone } from "#app/day/zone.ts";
import { LOCALE_CHOICES, type Locale } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { NameField } from "#app/kit/name-field.tsx";
import { Section } from "#app/kit/section.tsx";
import { ZoneField } from "#app/kit/zone-field.tsx";
import { fieldError } from "./fault-text.ts";
import type { SettingsAnswer } from "./settings-action.server.ts";

interface ProfileSectionProps {
  name: string;
  locale: Locale;
  /** Null for the zone of the workspace. */
  timeZone: Zone | null;
  zones: readonly Zone[];
  answer: SettingsAnswer | undefined;
}

export function ProfileSection({ name, locale, timeZone, zones, answer }: ProfileSectionProps) {
  const t = useMessages();
  const own = answer?.typed.intent === "profile" ? answer : undefined;
  return (
    <Section title={t.account.settings.profile}>
      <Form method="post" reloadDocument className="mt-4 max-w-[25rem] space-y-4" noValidate>
        <input type="hidden" name="intent" value="profile" />
        <NameField
          name="name"
          label={t.account.name}
          autoComplete="name"
          defaultValue={own?.typed.name ?? name}
          error={fieldError(t, own, "name")}
          required
        />
        <SelectField
          name="locale"
          label={t.account.settings.language}
          defaultValue={own?.typed.locale ?? locale}
          options={LOCALE_CHOICES}
          required
        />
        <ZoneField
          label={t.account.settings.timeZone}
          zones={zones}
          value={own?.typed.timeZone ?? timeZone ?? ""}
          none={t.account.settings.timeZoneNone}
        />
        <Button>{t.account.settings.save}</Button>
      </Form>
    </Section>
  );
}
