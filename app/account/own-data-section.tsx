import { Link } from "@remix-run/react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

/** Ways to what is kept about a person. */
export function OwnDataSection() {
  const { consent } = useMessages();
  return (
    <Section title={consent.title}>
      <p className="mt-3 text-14 text-muted">{consent.openLead}</p>
      <p className="mt-2 text-14">
        <Link className="text-link touch:inline-block touch:py-3" to="/account/consent">
          {consent.open}
        </Link>
      </p>
    </Section>
  );
}
