import { useEffect } from "react";

/**
 * Takes over a value that was typed or selected before hydration, which exists only in the field and would be lost with
 * the next render. Runs once, after hydration.
 *
 * @param drawn the value that the server rendered
 */
export function useEarlyValue(id: string, drawn: string, take: (text: string, field: Field) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the scripts have come
  useEffect(() => {
    const field = document.getElementById(id);
    const isField = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
    if (isField && field.value !== drawn) take(field.value, field);
  }, []);
}

type Field = HTMLInputElement | HTMLSelectElement;
