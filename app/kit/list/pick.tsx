import type { ReactNode } from "react";

interface PickProps {
  /** The id of the form that sends the selected rows. */
  form: string;
  /** The name of the field, which is repeated for each row. */
  name: string;
  labels: { all: string; row: (key: string) => string };
}

/** Boxes in front of the rows of a list. Selecting all needs a script; without one, every row has its own box. */
export function pickRows({ form, name, labels }: PickProps): { head: ReactNode; of: (key: string) => ReactNode } {
  return {
    head: (
      <input
        type="checkbox"
        aria-label={labels.all}
        className={BOX}
        onChange={({ currentTarget }) => {
          const boxes = currentTarget.closest("table")!.querySelectorAll<HTMLInputElement>(`tbody input[name=${name}]`);
          for (const box of boxes) box.checked = currentTarget.checked;
        }}
      />
    ),
    of: (key) => (
      <input type="checkbox" name={name} value={key} form={form} aria-label={labels.row(key)} className={BOX} />
    ),
  };
}

const BOX = "size-4 accent-accent touch:size-6";
