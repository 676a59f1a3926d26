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
  | "report"
  | "assurance";
type TeamPage = "facilities" | "sources" | "members" | "auditTrail" | "settings";

/** Address by page. */
export type ShellLinks = Partial<Record<WorkPage | TeamPage, string | undefined>>;

const WORK: { page: WorkPage; icon: IconName }[] = [
  { page: "overview", icon: "home" },
  { page: "activities", icon: "grid" },
  { page: "import", icon: "import" },
  { page: "requests", icon: "link" },
  { page: "review", icon: "check" },
  { page: "tasks", icon: "clock" },
  { page: "evidence", icon: "file" },
  { page: "factors", icon: "factors" },
  { page: "inventory", icon: "inventory" },
  { page: "report", icon: "report" },
  { page: "assurance", icon: "search" },
];

const TEAM: { page: TeamPage; icon: IconName }[] = [
  { page: "facilities", icon: "facility" },
  { page: "sources", icon: "source" },
  { page: "members", icon: "members" },
  { page: "auditTrail", icon: "clock" },
  { page: "settings", icon: "settings" },
];

/** Pages with other pages of this list beneath their address: current only at their own. */
const OTHERS_BENEATH: ReadonlySet<string> = new Set(["overview", "activities"]);

/** The pages of the workspace, in the order of the work. */
export function AppNavigation({ links }: { links: ShellLinks }) {
  const { common } = useMessages();
  const team = TEAM.filter(({ page }) => links[page]);
  return (
    <nav aria-label={common.mainNavigation} className="mt-4">
      <ul className="space-y-0.5">
        {WORK.map((entry) => (
          <NavigationEntry key={entry.page} {...entry} href={links[entry.page]} />
        ))}
      </ul>
      {team.length > 0 && (
        <ul className="mt-3 space-y-0.5 border-t border-line pt-3">
          {team.map((entry) => (
            <NavigationEntry key={entry.page} {...entry} href={links[entry.page]} />
          ))}
        </ul>
      )}
    </nav>
  );
}

interface EntryProps {
  page: WorkPage | TeamPage;
  icon: IconName;
  href: string | undefined;
}

function NavigationEntry({ page, icon, href }: EntryProps) {
  const { common } = useMessages();
  if (!href) return null;
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
