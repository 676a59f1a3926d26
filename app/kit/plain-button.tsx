import { type ComponentPropsWithoutRef, type ReactNode, useId } from "react";
import { Icon, type IconName } from "./icon.tsx";

type ButtonVariant = "primary" | "secondary" | "destructive";
/** 28 px in rows, 36 px in pages, 48 px on public pages. At least 44 px on touch screens. */
type ButtonSize = "row" | "normal" | "large";

export interface ButtonLook {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  isWide?: boolean;
}

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent-fill text-on-accent hover:bg-accent-fill-hover",
  secondary: "border-rule bg-raised text-ink hover:border-muted",
  destructive: "border-rule bg-raised text-bad hover:border-bad",
};

const SIZES: Record<ButtonSize, string> = {
  row: "min-h-7 px-2.5 text-12",
  normal: "min-h-9 px-3.5 text-14",
  large: "min-h-12 px-5 text-16",
};

const OFF = "border-transparent bg-off text-off-ink";

/** Classes that make a link look like a button. */
export function buttonClasses({ variant = "secondary", size, isWide }: Omit<ButtonLook, "icon">): string {
  return classesOf({ ...(size && { size }), ...(isWide && { isWide }) }, VARIANTS[variant]);
}

/**
 * Labels break only between words. Chinese labels have no spaces, and would otherwise break at every character in
 * narrow tables.
 */
function classesOf(look: ButtonLook, colours: string): string {
  const width = look.isWide ? "w-full" : "max-w-full";
  return `inline-flex items-center justify-center gap-2 rounded-6 border py-1 text-center font-medium break-keep no-underline transition-colors duration-100 touch:min-h-11 ${width} ${SIZES[look.size ?? "normal"]} ${colours}`;
}

interface ButtonProps extends ButtonLook, ComponentPropsWithoutRef<"button"> {
  /** Disables the button. The reason is next to it and is read with it. The button stays reachable by keyboard. */
  offReason?: string | undefined;
}

/** Submits its form by default. One primary button per view or focused row. */
export function Button({ variant = "primary", size, icon, isWide, offReason, children, ...rest }: ButtonProps) {
  const reasonId = useId();
  const look: ButtonLook = { ...(size && { size }), ...(isWide && { isWide }) };
  if (offReason) {
    return (
      <span className={`inline-flex flex-wrap items-center gap-x-3 gap-y-1 ${isWide ? "w-full" : ""}`}>
        <button type="button" aria-disabled="true" aria-describedby={reasonId} className={classesOf(look, OFF)}>
          <Icon name="lock" />
          {children}
        </button>
        <span id={reasonId} className="text-12 text-muted">
          {offReason}
        </span>
      </span>
    );
  }
  return (
    <button type="submit" {...rest} className={`${classesOf(look, VARIANTS[variant])} ${rest.className ?? ""}`}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/**
 * First in a form with several buttons, for Enter in a field. Otherwise Enter would press the first button of the page.
 */
export function EnterSubmits({ intent }: { intent?: string }) {
  const stated = intent === undefined ? {} : { name: "intent", value: intent };
  return <button type="submit" {...stated} tabIndex={-1} aria-hidden="true" className="sr-only" />;
}

/** For a button that does nothing while work is running. It keeps the focus, which a disabled one loses. */
export function offWhile(isAtWork: boolean) {
  return { type: isAtWork ? "button" : "submit", "aria-disabled": isAtWork } as const;
}

interface ButtonAnchorProps extends ButtonLook, Omit<ComponentPropsWithoutRef<"a">, "children"> {
  children: ReactNode;
}

/** A plain link that looks like a button, for pages without a router and for downloads. */
export function ButtonAnchor({ variant, size, icon, isWide, children, ...rest }: ButtonAnchorProps) {
  const look = { ...(variant && { variant }), ...(size && { size }), ...(isWide && { isWide }) };
  return (
    <a {...rest} className={`${buttonClasses(look)} ${rest.className ?? ""}`}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}
