import type { Field, Fields } from "#app/carbon/method/field.ts";
import { dimensionOf, UNIT_CODES } from "#app/carbon/unit/unit.ts";
import type { Dice } from "./dice.ts";

type AnyField = Field<unknown, unknown>;

/** Numbers of many kinds. If a field rejects one, the activity is invalid and dropped. */
const NUMBERS = ["1", "1", "2", "3", "12", "0.5", "0.25", "0.9", "10.25", "24", "365", "366", "1/3", "7/9", "0", "100"];
const FRACTIONS = ["0", "1", "0.5", "0.25", "1/3", "0.1", "0.999"];

/** Inputs for a method, from the description that its form is built from. */
export function randomInputs(dice: Dice, fields: Fields): Record<string, unknown> {
  const inputs: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (field.isOptional && dice.once(2)) continue;
    inputs[name] = randomInput(dice, name, field);
  }
  agree(dice, inputs);
  return inputs;
}

function randomInput(dice: Dice, name: string, field: AnyField): unknown {
  switch (field.kind) {
    case "amount": {
      const units = UNIT_CODES.filter((unit) => field.dimensions?.includes(dimensionOf(unit)));
      return { quantity: dice.positive(dice.pick([2, 6]), 4), unit: dice.pick(units) };
    }
    case "number":
      return dice.once(2) ? dice.pick(NUMBERS) : dice.decimal(3, 3);
    case "fraction":
      return dice.pick(FRACTIONS);
    case "stated":
      return { value: dice.pick(NUMBERS), source: "stated" };
    case "choice":
      return dice.pick(field.choices!);
    case "year":
      return dice.pick(name === "year" ? ["1919", "2001", "2019", "2022", "2023"] : ["2022", "2023"]);
    case "text":
      return name === "treatment" ? dice.pick(["landfill", "recycled"]) : "stated";
    default:
      return Array.from({ length: 1 + dice.roll(3) }, () => randomInputs(dice, field.fields!));
  }
}

/** Makes related values consistent: shares of a mix, a part and its whole. */
function agree(dice: Dice, inputs: Record<string, unknown>): void {
  if (Array.isArray(inputs.mix) && !dice.once(6)) {
    const share = dice.pick(["0.25", "0.5", "0.125"]);
    const rest = { "0.25": "0.75", "0.5": "0.5", "0.125": "0.875" }[share];
    inputs.mix = [
      { treatment: "landfill", share },
      { treatment: "recycled", share: rest },
    ];
  }
  const pairs = [
    ["part", "whole"],
    ["outstanding", "value"],
    ["leasedArea", "lettableArea"],
  ] as const;
  for (const [part, whole] of pairs) {
    if (!inputs[part] || !inputs[whole] || dice.once(6)) continue;
    const { unit } = inputs[whole] as { unit: string };
    inputs[part] = { quantity: dice.positive(2, 2), unit };
    inputs[whole] = { quantity: `${dice.positive(2, 2).split(".")[0]}000`, unit };
  }
}
