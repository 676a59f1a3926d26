import { LOCALE_CHOICES } from "#app/i18n/locale.ts";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Button } from "#app/kit/plain-button.tsx";
import { Section } from "#app/kit/section.tsx";
import { pathOfFeed } from "#app/verify/watch/feed-path.ts";

/** Next to a report: how to learn of its replacement, withdrawal or expiry. */
export function WatchSection({ number }: { number: string }) {
  const { section } = useMessages().watch;
  const locale = useLocale();
  return (
    <div className="print:hidden">
      <Section title={section.title} isAside>
        <p className="mb-3 text-14 text-muted">{section.text}</p>
        <WatchForm number={number} />
        <a href={pathOfFeed(number, locale)} className="text-link mt-3 inline-block text-14 touch:py-3">
          {section.feed}
        </a>
      </Section>
    </div>
  );
}

interface WatchFormProps {
  number: string;
  email?: string | undefined;
  error?: string | undefined;
}

/** A plain form that works without scripts. */
export function WatchForm({ number, email, error }: WatchFormProps) {
  const { section } = useMessages().watch;
  const locale = useLocale();
  return (
    <form method="post" action={`/verify/${number}/watch`} className="space-y-4">
      <TextField
        label={section.email}
        name="email"
        type="email"
        autoComplete="email"
        maxLength={254}
        required
        defaultValue={email}
        error={error}
      />
      <SelectField
        label={section.language}
        name="locale"
        options={LOCALE_CHOICES.map((choice) => ({ ...choice, isCode: true }))}
        defaultValue={locale}
      />
      <Button variant="secondary" isWide>
        {section.submit}
      </Button>
      <p className="text-12 text-muted">{section.data}</p>
    </form>
  );
}
