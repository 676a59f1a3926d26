import { Form, Link, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { UTC, type Zone } from "#app/day/zone.ts";
import { AppNavigation, type ShellLinks } from "./app-navigation.tsx";
import { ClientMark, initialsOf } from "./client-mark.tsx";
import { ZoneProvider } from "./clock-context.tsx";
import { DeletionNoticeBar, type DeletionNoticeView } from "./deletion-notice-bar.tsx";
import { useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { LogoMark } from "./logo.tsx";
import { NoticeBell } from "./notice-bell.tsx";
import { type CurrentPlace, type OrganizationChoice, OrganizationSwitcher } from "./organization-switcher.tsx";
import type { PlanNotice } from "./plan-notice.ts";
import { PlanNoticeBar } from "./plan-notice-bar.tsx";
import { ShellSearch } from "./shell-search.tsx";
import { SkipLink } from "./skip-link.tsx";
import { VisitorBar, VisitorProvider } from "./visitor.tsx";

export interface ShellUser {
  name: string;
  email: string;
  /** For displayed times. Null for UTC. */
  timeZone: Zone | null;
  /** Number of unread notifications, where the page counts them. */
  unread?: number;
  /** A reader of the sample company without an account. */
  isVisitor?: boolean;
}

export interface AppShellProps {
  /** The open organization. Absent on account pages. */
  current?: CurrentPlace | undefined;
  organizations: OrganizationChoice[];
  /** Workspaces whose own pages the reader may open. */
  tenants?: OrganizationChoice[];
  /** Addresses of the pages this reader may open. Pages without an address are hidden. */
  links: ShellLinks;
  user: ShellUser;
  /** Status of the reader's work ("Saved"), in the top bar. */
  status?: ReactNode;
  /** Notice that the plan of the workspace ends or has ended. `href` for readers who may open its page. */
  plan?: { notice: PlanNotice; href: string | undefined } | undefined;
  /** Notice that the workspace will be deleted. `href` for its managers. */
  deletion?: { notice: DeletionNoticeView; href: string | undefined } | undefined;
  /** What to do next: a block of the sidebar, and a bar on phones. */
  next?: { block: ReactNode; bar: ReactNode } | undefined;
  /** A line at the bottom of the sidebar, such as "Sample data". */
  note?: ReactNode;
  children: ReactNode;
}

/**
 * Frame of every page of the workspace. Menus are `details`, so everything works before hydration and without
 * JavaScript.
 */
export function AppShell({
  current,
  organizations,
  tenants = [],
  links,
  user,
  status,
  plan,
  deletion,
  next,
  note,
  children,
}: AppShellProps) {
  const { common } = useMessages();
  return (
    <Around user={user}>
      <div className="min-h-dvh desk:grid desk:grid-cols-[13rem_minmax(0,1fr)]">
        <SkipLink />
        <aside
          aria-label={common.mainNavigation}
          className="sticky top-0 flex h-dvh flex-col overflow-y-auto px-3 pt-3 pb-4 max-desk:hidden print:hidden"
        >
          <Link
            to="/"
            className="mb-3 flex items-center gap-2.5 px-2 py-1.5 text-14 font-semibold text-neutral-ink no-underline"
          >
            <LogoMark size={24} />
            {common.productName}
          </Link>
          <OrganizationSwitcher current={current} organizations={organizations} tenants={tenants} />
          {next?.block}
          <AppNavigation links={links} />
          {note && <p className="mt-auto px-2 pt-6 text-12 text-muted">{note}</p>}
        </aside>
        <div className="min-w-0 border-line desk:border-l">
          <header className="print:hidden">
            <TopBar user={user} status={status} />
            <PhoneBar current={current} organizations={organizations} tenants={tenants} links={links} user={user} />
          </header>
          {user.isVisitor && <VisitorBar />}
          {next?.bar}
          {deletion && <DeletionNoticeBar {...deletion} />}
          {plan && <PlanNoticeBar {...plan} />}
          <main id="content" tabIndex={-1} className="outline-none">
            {children}
          </main>
        </div>
      </div>
    </Around>
  );
}

function Around({ user, children }: { user: ShellUser; children: ReactNode }) {
  return (
    <ZoneProvider zone={user.timeZone ?? UTC}>
      <VisitorProvider isVisitor={user.isVisitor === true}>{children}</VisitorProvider>
    </ZoneProvider>
  );
}

function TopBar({ user, status }: Pick<AppShellProps, "user" | "status">) {
  return (
    <div className="flex h-14 items-center gap-4 border-b border-line px-8 max-desk:hidden">
      <ShellSearch />
      <div className="ml-auto flex items-center gap-4">
        {status && <div className="text-12 text-muted">{status}</div>}
        <LanguageSwitch />
        {!user.isVisitor && <NoticeBell unread={user.unread} />}
        {!user.isVisitor && <UserMenu user={user} />}
      </div>
    </div>
  );
}

function PhoneBar({ current, organizations, tenants = [], links, user }: Omit<AppShellProps, "children">) {
  const { common } = useMessages();
  const { pathname } = useLocation();
  return (
    <div className="relative flex h-13 items-center gap-3 border-b border-line px-4 desk:hidden">
      {current ? <ClientMark id={current.id} name={current.name} /> : <LogoMark size={24} />}
      <p className="min-w-0 grow truncate text-14 font-semibold">{current?.name ?? common.productName}</p>
      <LanguageSwitch />
      {!user.isVisitor && <NoticeBell unread={user.unread} />}
      <details data-floats="" key={pathname}>
        <summary aria-label={common.menu} className="-mr-3 flex size-11 items-center justify-center">
          <Icon name="menu" size={20} />
        </summary>
        <div className="absolute inset-x-2 top-full z-40 max-h-[80dvh] overflow-y-auto rounded-6 bg-raised p-3 shadow-float">
          <OrganizationSwitcher current={current} organizations={organizations} tenants={tenants} />
          <AppNavigation links={links} />
          <div className="mt-3">
            <ShellSearch />
          </div>
          {!user.isVisitor && (
            <div className="mt-3 border-t border-line pt-2">
              <UserActions user={user} />
            </div>
          )}
        </div>
      </details>
    </div>
  );
}

function UserMenu({ user }: Pick<AppShellProps, "user">) {
  const { common } = useMessages();
  const { pathname } = useLocation();
  return (
    <details data-floats="" key={pathname} className="relative">
      <summary
        aria-label={common.accountMenu(user.name)}
        className="flex size-7 items-center justify-center rounded-full bg-complete text-12 font-semibold text-accent touch:size-11"
      >
        <span translate="no">{initialsOf(user.name)}</span>
      </summary>
      <div className="absolute top-full right-0 z-40 mt-2 w-60 rounded-6 bg-raised p-2 shadow-float">
        <UserActions user={user} />
      </div>
    </details>
  );
}

function UserActions({ user }: Pick<AppShellProps, "user">) {
  const { common } = useMessages();
  const entry =
    "flex min-h-9 w-full items-center rounded-6 px-2 text-14 text-ink no-underline hover:bg-accent-tint touch:min-h-11";
  return (
    <>
      <p className="px-2 py-1 text-14 font-semibold">{user.name}</p>
      <p className="truncate px-2 pb-2 text-12 text-muted">{user.email}</p>
      <Link to="/account" className={entry}>
        {common.account}
      </Link>
      <Form method="post" action="/sign-out" reloadDocument>
        <button type="submit" className={entry}>
          {common.signOut}
        </button>
      </Form>
    </>
  );
}
