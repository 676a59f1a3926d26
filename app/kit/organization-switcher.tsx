import { Link, useLocation } from "@remix-run/react";
import { ClientMark } from "./client-mark.tsx";
import { useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";

export interface OrganizationChoice {
  id: string;
  name: string;
  href: string;
  /** The company that the user acts for there. */
  note?: string | undefined;
}

export interface CurrentPlace {
  id: string;
  name: string;
  /** Below the name: the year, or the company that the user acts for. */
  detail?: string | undefined;
}

interface OrganizationSwitcherProps {
  current?: CurrentPlace | undefined;
  organizations: OrganizationChoice[];
  /** Workspaces whose own pages the reader may open. */
  tenants: OrganizationChoice[];
}

/** The open organization, with a menu of the others. */
export function OrganizationSwitcher({ current, organizations, tenants }: OrganizationSwitcherProps) {
  const { common } = useMessages();
  const { pathname } = useLocation();
  return (
    <details data-floats="" key={pathname}>
      <summary className="flex items-center gap-2 rounded-6 border border-line bg-raised px-2.5 py-2 hover:border-rule">
        {current && <ClientMark id={current.id} name={current.name} size={28} />}
        <span className="min-w-0 grow">
          <span className="sr-only">{common.switchOrganization}: </span>
          <span className="block truncate text-12 font-semibold">{current?.name ?? common.allOrganizations}</span>
          {current?.detail && <span className="block truncate text-11 text-muted">{current.detail}</span>}
        </span>
        <Icon name="chevron" size={14} className="text-muted" />
      </summary>
      <ul className="mt-1 max-h-96 overflow-y-auto rounded-6 border border-line bg-raised p-1">
        {organizations.map((organization) => (
          <SwitcherEntry key={organization.id} {...organization} />
        ))}
        <SwitcherEntry href="/organizations" name={common.allOrganizations} />
        {tenants.length > 0 && (
          <li className="mt-1 border-t border-line px-2 pt-2 pb-1 text-11 text-muted">{common.tenants}</li>
        )}
        {tenants.map((tenant) => (
          <SwitcherEntry key={tenant.id} {...tenant} />
        ))}
      </ul>
    </details>
  );
}

function SwitcherEntry({ href, name, note }: Omit<OrganizationChoice, "id">) {
  return (
    <li>
      <Link
        to={href}
        className="flex min-h-9 flex-col justify-center rounded-3 px-2 py-1 text-14 text-ink no-underline hover:bg-accent-tint touch:min-h-11"
      >
        {name}
        {note && <span className="block text-11 text-muted">{note}</span>}
      </Link>
    </li>
  );
}
