import type { ChipTone } from "./chip.tsx";

/** From which states something can be done, and the state that it leads to. */
interface Move<State extends string> {
  from: readonly State[];
  to: State;
}

interface Shape<State extends string, Acts extends Record<string, Move<NoInfer<State>>>> {
  /** Every state in the order of its life, with the tone of its chip. */
  tones: Readonly<Record<State, ChipTone>>;
  acts: Acts;
  /** Columns of the database (`table.column`) and the states that they may hold; the others follow from something else. */
  stored: Readonly<Record<string, readonly NoInfer<State>[]>>;
}

/**
 * The life of one kind of thing in one table: what moves it asks `may`, chips take their tone here, and the check constraints
 * of the database are held against `stored` (`tests/database/states.test.ts`).
 */
export function defineStates<const State extends string, const Acts extends Record<string, Move<NoInfer<State>>>>(
  shape: Shape<State, Acts>,
) {
  return {
    ...shape,
    all: Object.keys(shape.tones) as State[],
    may: (act: keyof Acts & string, from: State): boolean => shape.acts[act]!.from.includes(from),
  };
}
