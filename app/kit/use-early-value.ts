import { useEffect } from "react";

/**
 * What was typed or chosen before the scripts came stands in the field only, and would go with the next drawing: it is
 * taken once, when they have come.
 *
 * @param drawn what the server drew in the field
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
