import { Link } from "@remix-run/react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

/** Ways to what is kept about a person, to a copy of it, and to its deletion. */
export function OwnDataSection() {
  const { consent, ownData: words } = useMessages();
  const ways = [
    { to: "/account/consent", label: consent.open, about: consent.openLead },
    { to: "/account/export.json", label: words.download, about: words.downloadAbout, isFile: true },
    { to: "/account/delete", label: words.delete, about: words.deleteAbout },
  ];
  return (
    <Section title={words.section}>
      <ul className="divide-y divide-line">
        {ways.map(({ to, label, about, isFile = false }) => (
          <li key={to} className="py-3 text-14">
            <Link reloadDocument={isFile} className="text-link touch:inline-block touch:py-3" to={to}>
              {label}
            </Link>
            <p className="text-muted">{about}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
