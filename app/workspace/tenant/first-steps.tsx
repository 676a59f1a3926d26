import { Link } from "@remix-run/react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

/** What a verification body does in its workspace. */
export function FirstSteps({ base }: { base: string }) {
  const { assurance, tenant, directory } = useMessages();
  const t = tenant.firstSteps;
  const steps = [
    { to: `${base}/domains`, label: t.domains, about: t.domainsAbout },
    { to: `${base}/directory`, label: directory.settings.title, about: directory.settings.seeAbout },
    { to: `${base}/named-statements`, label: assurance.disowning.title, about: assurance.disowning.seeAbout },
    { to: "/assurance", label: t.verifications, about: t.verificationsAbout },
  ];
  return (
    <div className="mb-10 max-w-160">
      <Section title={t.title}>
        <ul className="mt-4 space-y-4">
          {steps.map(({ to, label, about }) => (
            <li key={to}>
              <Link to={to} className="text-link">
                {label}
              </Link>
              <span className="block text-14 text-muted">{about}</span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
