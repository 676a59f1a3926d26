import { Link, NavLink, useLocation } from "@remix-run/react";
import { Fragment, type ReactNode } from "react";
import { GuillocheLine } from "./guilloche.tsx";
import { useMessages } from "./i18n-context.tsx";
import { Icon } from "./icon.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { LogoMark } from "./logo.tsx";
import { SkipLink } from "./skip-link.tsx";

interface PublicLayoutProps {
  children: ReactNode;
  /** The workspace of a signed-in reader. Without it the header offers to sign in. */
  workspaceHref?: string | undefined;
}

/** Frame of the pages that need no account. Works without JavaScript. The page renders its own `h1` inside `main`. */
export function PublicLayout({ children, workspaceHref }: PublicLayoutProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <PublicHeader workspaceHref={workspaceHref} />
      <main id="content" tabIndex={-1} className="grow outline-none">
        {children}
      </main>
      <PublicFooter />
    </div>
  );
}

interface HeaderLink {
  to: string;
  label: string;
}

function PublicHeader({ workspaceHref }: { workspaceHref?: string | undefined }) {
  const { common } = useMessages();
  const { pathname } = useLocation();
  const links: HeaderLink[] = [
    { to: "/verify", label: common.nav.verify },
    { to: "/#how-it-works", label: common.nav.howItWorks },
    { to: "/factors", label: common.nav.factors },
  ];
  const door = workspaceHref
    ? { to: workspaceHref, label: common.openWorkspace }
    : { to: "/sign-in", label: common.signIn };
  return (
    <header className="bg-surface">
      <div className="page-column relative flex h-15 items-center gap-7 max-md:gap-4">
        <Link
          reloadDocument
          to="/"
          className="flex min-h-11 items-center gap-2.5 text-16 font-semibold text-ink no-underline"
        >
          <LogoMark />
          {common.productName}
        </Link>
        <nav aria-label={common.mainNavigation} className="ml-3 flex gap-7 max-md:hidden print:hidden">
          {links.map((link) => (
            <HeaderNavLink key={link.to} {...link} />
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-5 max-md:gap-3 print:hidden">
          <LanguageSwitch />
          <Link
            reloadDocument
            to={door.to}
            className="text-14 font-medium text-accent no-underline hover:underline max-md:hidden"
          >
            {door.label}
          </Link>
          <details key={pathname} className="md:hidden">
            <summary aria-label={common.menu} className="-mr-3 flex size-11 items-center justify-center">
              <Icon name="menu" size={20} />
            </summary>
            <nav
              aria-label={common.mainNavigation}
              className="absolute inset-x-0 top-full z-30 rounded-6 bg-raised py-2 shadow-float"
            >
              {[...links, door].map((link) => (
                <Link
                  reloadDocument
                  key={link.to}
                  to={link.to}
                  className="flex min-h-11 items-center px-4 text-16 text-ink no-underline"
                >
                  {link.label}
                </Link>
              ))}
            </nav>
          </details>
        </div>
      </div>
      <GuillocheLine />
    </header>
  );
}

/** A link to an anchor is never "the current page", but a link to a page may be. */
function HeaderNavLink({ to, label }: HeaderLink) {
  const look = "text-14 no-underline hover:text-ink";
  if (to.includes("#")) {
    return (
      <Link reloadDocument to={to} className={`${look} text-muted`}>
        {label}
      </Link>
    );
  }
  return (
    <NavLink
      reloadDocument
      to={to}
      className={({ isActive }) => `${look} ${isActive ? "font-medium text-ink" : "text-muted"}`}
    >
      {label}
    </NavLink>
  );
}

function PublicFooter() {
  const { common, api, glossary, legal } = useMessages();
  const links: HeaderLink[] = [
    { to: "/log", label: common.nav.publicLog },
    { to: "/keys", label: common.nav.keys },
    { to: "/verify/checker", label: common.nav.checker },
    { to: "/glossary", label: glossary.title },
    { to: "/api", label: api.title },
    { to: "/terms", label: legal.short.terms },
    { to: "/privacy", label: legal.short.privacy },
    { to: "/imprint", label: legal.short.imprint },
  ];
  return (
    <footer className="border-t border-line print:hidden">
      <div className="page-column flex flex-wrap items-center justify-between gap-x-8 gap-y-2 py-6 text-12 text-muted">
        <p>{common.footerStatement}</p>
        <nav aria-label={common.footerNavigation} className="-mx-1 flex flex-wrap">
          {links.map(({ to, label }, index) => (
            <Fragment key={to}>
              {index > 0 && (
                <span aria-hidden="true" className="self-center">
                  ·
                </span>
              )}
              <Link
                reloadDocument
                to={to}
                className="px-1 py-2 text-muted no-underline hover:underline touch:min-w-11 touch:py-3.5"
              >
                {label}
              </Link>
            </Fragment>
          ))}
        </nav>
      </div>
    </footer>
  );
}
