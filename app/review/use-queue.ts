import { useLocation } from "@remix-run/react";
import type { KeyboardEvent, RefObject } from "react";
import { useBeforePaint } from "#app/kit/use-focus.ts";

type ListRef = RefObject<HTMLOListElement | null>;

const STEPS: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/**
 * Keyboard shortcuts: arrows move between records, A approves, S submits, R opens the return form, H opens the warning.
 * Ignored while typing in a field.
 */
export function useQueueKeys(list: ListRef) {
  return (event: KeyboardEvent<HTMLOListElement>) => {
    const target = event.target as HTMLElement;
    if (target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const items = [...(list.current?.children ?? [])] as HTMLElement[];
    const current = items.findIndex((item) => item.contains(target));
    const step = STEPS[event.key];
    const isDone =
      step === undefined ? act(event.key.toLowerCase(), items[current]) : items[current + step] !== undefined;
    if (step !== undefined) items[current + step]?.focus();
    if (isDone) event.preventDefault();
  };
}

/** @returns whether the record has the control for this key */
function act(key: string, item: HTMLElement | undefined): boolean {
  if (key === "a" || key === "s") {
    const button = item?.querySelector<HTMLButtonElement>(key === "a" ? "button[data-approve]" : "button[data-submit]");
    button?.click();
    return button != null;
  }
  if (key !== "r" && key !== "h") return false;
  const [fold, field] = key === "r" ? (["return", "reason"] as const) : (["answer", "text"] as const);
  const box = item?.querySelector<HTMLDetailsElement>(`details[data-${fold}]`);
  if (!box) return false;
  box.open = true;
  box.querySelector<HTMLElement>(`input[name=${field}]`)?.focus();
  return true;
}

/**
 * After an act, the address names the next record. If that record left the list, the last one takes its place. The same
 * record can be next twice, under another key.
 */
export function useNextRecord(list: ListRef): void {
  const { hash, key } = useLocation();
  useBeforePaint(() => {
    if (!hash.startsWith("#record-")) return;
    const named = document.getElementById(hash.slice(1)) ?? list.current?.lastElementChild;
    if (named instanceof HTMLElement) named.focus();
  }, [hash, key, list]);
}
