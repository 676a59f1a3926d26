import { NavLink } from "@remix-run/react";
import { useMessages } from "./i18n-context.tsx";
import { Icon, type IconName } from "./icon.tsx";

type WorkPage =
  | "overview"
  | "activities"
  | "import"
  | "requests"
  | "review"
  | "tasks"
  | "evidence"
  | "factors"
  | "inventory"
  | "targets"
  | "report"
  | "assurance";
type TenantPage =
  | "tenant"
  | "clients"
  | "packages"
  | "time"
  | "business"
  | "services"
  | "quotes"
  | "orders"
  | "invoices"
  | "receipts"
  | "ledger"
  | "exportedServices"
  | "engagements"
  | "seller"
  | "plan"
  | "planOrders";
type TeamPage = "facilities" | "sources" | "consultancies" | "members" | "auditTrail" | "settings";
type Page = WorkPage | TenantPage | TeamPage;

export type ShellLinks = Partial<Record<Page, string | undefined>>;

interface Entry {
  page: Page;
  icon: IconName;
}

const WORK: Entry[] = [
  { page: "overview", icon: "home" },
  { page: "activities", icon: "grid" },
  { page: "import", icon: "import" },
  { page: "requests", icon: "link" },
  { page: "review", icon: "check" },
  { page: "tasks", icon: "clock" },
  { page: "evidence", icon: "file" },
  { page: "factors", icon: "factors" },
  { page: "inventory", icon: "inventory" },
  { page: "targets", icon: "target" },
  { page: "report", icon: "report" },
  { page: "assurance", icon: "search" },
];

const CLIENTS: Entry[] = [
  { page: "tenant", icon: "home" },
  { page: "clients", icon: "grid" },
  { page: "engagements", icon: "link" },
  { page: "packages", icon: "copy" },
  { page: "time", icon: "clock" },
];

const TRADE: Entry[] = [
  { page: "business", icon: "home" },
  { page: "services", icon: "factors" },
  { page: "quotes", icon: "file" },
  { page: "orders", icon: "check" },
  { page: "invoices", icon: "report" },
  { page: "receipts", icon: "import" },
  { page: "ledger", icon: "inventory" },
  { page: "exportedServices", icon: "external" },
];

const TEAM: Entry[] = [
  { page: "seller", icon: "facility" },
  { page: "plan", icon: "lock" },
  { page: "planOrders", icon: "check" },
  { page: "facilities", icon: "facility" },
  { page: "sources", icon: "source" },
  { page: "consultancies", icon: "link" },
  { page: "members", icon: "members" },
  { page: "auditTrail", icon: "clock" },
  { page: "settings", icon: "settings" },
];

/** Pages with subpages that are entries of their own: current only at their exact address. */
const OTHERS_BENEATH: ReadonlySet<string> = new Set(["overview", "activities", "tenant"]);

/** The navigation of the workspace, in the order of the work. */
export function AppNavigation({ links }: { links: ShellLinks }) {
  const { common } = useMessages();
  const groups = [WORK, CLIENTS, TRADE, TEAM].map((group) => group.filter(({ page }) => links[page]));
  return (
    <nav aria-label={common.mainNavigation} className="mt-4">
      {groups
        .filter((group) => group.length > 0)
        .map((group, index) => (
          <ul
            key={group[0]!.page}
            className={index === 0 ? "space-y-0.5" : "mt-3 space-y-0.5 border-t border-line pt-3"}
          >
            {group.map((entry) => (
              <NavigationEntry key={entry.page} {...entry} href={links[entry.page]!} />
            ))}
          </ul>
        ))}
    </nav>
  );
}

function NavigationEntry({ page, icon, href }: Entry & { href: string }) {
  const { common } = useMessages();
  return (
    <li>
      <NavLink
        to={href}
        end={OTHERS_BENEATH.has(page)}
        className={({ isActive }) =>
          `flex min-h-[34px] items-center gap-2.5 rounded-6 px-2 text-14 no-underline touch:min-h-11 ${
            isActive ? "bg-accent-tint font-semibold text-accent" : "text-neutral-ink hover:bg-neutral-tint"
          }`
        }
      >
        <Icon name={icon} />
        {common.nav[page]}
      </NavLink>
    </li>
  );
}
